import { customerEventsContract } from "../../application/identity/ports/customer_events_contract.ts";
import { dynamoEvents } from "../../testing/ports/events.ts";

customerEventsContract("DynamoDB", () => dynamoEvents());
customerEventsContract("DynamoDB, writes sharded", () => dynamoEvents({ sharded: true }));
