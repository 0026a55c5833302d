import { CreateTableCommand, DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import { assertEquals, assertRejects } from "@std/assert";
import { DataRefused, Outage } from "../../application/shared/fault.ts";
import { ANY_CREDENTIALS, testInstallation } from "../../testing/engines/installation.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";
import { identified } from "../../testing/ports/events.ts";
import { connectDynamo } from "./connect.ts";
import { DynamoEventRecord } from "./event_record.ts";
import { ensureEventsTable, eventsTable, requireEventsTable } from "./events_table.ts";

Deno.test("a table with another key is refused at start, and takes no event for a poisonous one", async () => {
  await using shop = await testInstallation(["kafka", "dynamodb"]);
  const { env, prefix } = shop;
  const dynamo = connectDynamo({ region: "eu-west-1", endpoint: env.DYNAMODB_ENDPOINT!, credentials: ANY_CREDENTIALS });
  using _closing = { [Symbol.dispose]: () => dynamo.destroy() };
  const table = `${prefix}CustomerEvents`;
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes: _, ...wanted } = eventsTable(table);
  const otherName = (name: string | undefined) => name === "DetectedAt" ? "Timestamp" : name;
  await dynamo.send(
    new CreateTableCommand({
      ...wanted,
      AttributeDefinitions: AttributeDefinitions!.slice(0, 2).map((each) => (
        { ...each, AttributeName: otherName(each.AttributeName) }
      )),
      KeySchema: KeySchema!.map((each) => ({ ...each, AttributeName: otherName(each.AttributeName) })),
    }),
  );
  for (const check of [requireEventsTable, ensureEventsTable]) {
    const { code, message } = await assertRejects(() => check(dynamo, table), DataRefused);
    assertEquals([code, message.includes("CustomerID and Timestamp, expected CustomerID and DetectedAt")], [
      "other_table",
      true,
    ]);
  }
  const record = new DynamoEventRecord(dynamo, table, { sharded: false, now: () => new Date() });
  await assertRejects(() => record.record([identified("cust-1", new Date("2026-03-02T00:00:00Z"))]), Outage);
  const { code, stderr } = await runProcessToEnd("event-recorder", { env });
  assertEquals([code, stderr.includes("is CustomerID and Timestamp, expected CustomerID and DetectedAt")], [2, true]);
  await dynamo.send(new DeleteTableCommand({ TableName: table }));
});
