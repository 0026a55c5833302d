import { type DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { fromItem } from "../../../../adapters/dynamodb/event_items.ts";
import type { LogScanner } from "../../../../application/shared/log.ts";
import type { CustomerIdentified } from "../../../../domain/identity/customer_identified.ts";

/** The table's own notes are no events: they alone have no id of one. */
export async function readRecordedEvents(dynamo: DynamoDBDocumentClient, table: string): Promise<CustomerIdentified[]> {
  const events: CustomerIdentified[] = [];
  let next: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamo.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ...(next ? { ExclusiveStartKey: next } : {}) }),
    );
    for (const item of Items) if (item.EventID !== undefined) events.push(fromItem(item));
    next = LastEvaluatedKey;
  } while (next !== undefined);
  return events;
}

/** The ids of a topic's records, as often as they are there. */
export async function readTold(scanner: LogScanner, topic: string): Promise<string[]> {
  const batches = await Array.fromAsync(scanner.scan(topic, new Map()));
  return batches.flat().map(({ headers }) => headers.ce_id ?? "");
}
