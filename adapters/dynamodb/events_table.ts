import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DataRefused, Outage } from "../../application/shared/fault.ts";
import { mapDynamoErrors } from "./map_errors.ts";

/** By DetectedAt alone, for the events of all customers at one moment; the original definition of the table has it. */
export const DETECTED_AT_INDEX = "DetectedAtIndex";
/** By day and shard, sorted by DetectedAt, then customer: no ties, so pages have no gaps or repetitions. */
export const DAY_INDEX = "DayIndex";
/** A constant: every reader queries all of them. */
export const DAY_SHARDS = 4;

const CAPACITY = { ReadCapacityUnits: 10, WriteCapacityUnits: 10 };

/** As in deploy/cloudformation/customer-events.yaml; a test compares the two. */
export function eventsTable(name: string): CreateTableCommandInput {
  const key = (hash: string, range?: string) => [
    { AttributeName: hash, KeyType: "HASH" as const },
    ...(range ? [{ AttributeName: range, KeyType: "RANGE" as const }] : []),
  ];
  return {
    TableName: name,
    AttributeDefinitions: ["CustomerID", "DetectedAt", "DayShard", "Moment"].map((AttributeName) => (
      { AttributeName, AttributeType: "S" as const }
    )),
    KeySchema: key("CustomerID", "DetectedAt"),
    GlobalSecondaryIndexes: [
      {
        IndexName: DETECTED_AT_INDEX,
        KeySchema: key("DetectedAt"),
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["Location"] },
        ProvisionedThroughput: CAPACITY,
      },
      {
        IndexName: DAY_INDEX,
        KeySchema: key("DayShard", "Moment"),
        Projection: { ProjectionType: "ALL" },
        ProvisionedThroughput: CAPACITY,
      },
    ],
    ProvisionedThroughput: CAPACITY,
  };
}

/** "CustomerID and DetectedAt" */
export function keyNames(schema: TableDescription["KeySchema"]): string {
  return (schema ?? []).map(({ AttributeName }) => AttributeName).join(" and ");
}

/** Every event would be refused. */
function requireKey({ TableName, KeySchema }: TableDescription): void {
  const wanted = keyNames(eventsTable(TableName!).KeySchema);
  const found = keyNames(KeySchema);
  if (found === wanted) return;
  throw new DataRefused(
    "other_table",
    new Error(`the key of the DynamoDB table ${TableName} is ${found}, expected ${wanted}`),
  );
}

/** Throws `Outage` unless the table exists and is usable, `DataRefused` if it has another key. */
export function requireEventsTable(dynamo: DynamoDBDocumentClient, name: string): Promise<void> {
  return mapDynamoErrors(async () => {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: name }));
    const status = Table?.TableStatus ?? "missing";
    if (status !== "ACTIVE" && status !== "UPDATING") throw new Outage("DynamoDB", `the table ${name} is ${status}`);
    requireKey(Table!);
  });
}

/** Without autoscaling: for development and tests. Throws as {@linkcode requireEventsTable} does. */
export function ensureEventsTable(dynamo: DynamoDBDocumentClient, name: string): Promise<void> {
  return mapDynamoErrors(async () => {
    const there = await dynamo.send(new DescribeTableCommand({ TableName: name })).catch((error) => {
      if (error instanceof ResourceNotFoundException) return null;
      throw error;
    });
    if (there) return requireKey(there.Table!);
    try {
      await dynamo.send(new CreateTableCommand(eventsTable(name)));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
    // The default pause is 20 s.
    await waitUntilTableExists({ client: dynamo, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { TableName: name });
    await dynamo.send(
      new UpdateTimeToLiveCommand({
        TableName: name,
        TimeToLiveSpecification: { AttributeName: "ExpiresAt", Enabled: true },
      }),
    ).catch((error) => {
      // TTL is enabled already.
      if (error.name !== "ValidationException") throw error;
    });
  });
}
