import { customerEventsContract } from "../../application/identity/ports/customer_events_contract.ts";
import { dynamoEvents } from "../../testing/ports/events_under_test.ts";

customerEventsContract("DynamoDB", () => dynamoEvents());
customerEventsContract("DynamoDB, writes sharded", () => dynamoEvents({ sharded: true }));
