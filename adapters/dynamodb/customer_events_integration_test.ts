import { assertEquals } from "@std/assert";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { customerEventsContract } from "../../application/identity/ports/customer_events_contract.ts";
import { dynamoEvents, identified } from "../../testing/ports/events.ts";
import { toItem } from "./event_items.ts";

customerEventsContract("DynamoDB", () => dynamoEvents());
customerEventsContract("DynamoDB, writes sharded", () => dynamoEvents({ sharded: true }));

Deno.test("DynamoCustomerEvents finds what another writer keyed without milliseconds, once", async () => {
  await using under = await dynamoEvents();
  const event = identified("kim", "2026-03-02T12:00:00.000Z");
  const { ExpiresAt: _, ...item } = toItem(event, false, new Date());
  const seeds = { CustomerID: "lee", Location: "Table 3", Confidence: 0.95, BeaconID: event.identity.beaconId };
  const DetectedAt = "2026-03-02T12:00:00Z";
  for (const Item of [{ ...item, DetectedAt }, { ...seeds, DetectedAt }]) {
    await under.dynamo.send(new PutCommand({ TableName: under.table, Item }));
  }
  assertEquals(await under.events.at(event.identity.detectedAt, 10), { events: [event], cursor: null });
  await under.record.record([event]);
  assertEquals(await under.events.at(event.identity.detectedAt, 10), { events: [event], cursor: null });
});
