import { customerEventsContract } from "../../application/identity/ports/customer_events_contract.ts";
import { dynamoEvents } from "../../testing/tested_events.ts";

customerEventsContract("DynamoDB", () => dynamoEvents());
customerEventsContract("DynamoDB, writes sharded", () => dynamoEvents({ sharded: true }));
