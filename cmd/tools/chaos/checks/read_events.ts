import { type DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { fromItem } from "../../../../adapters/dynamodb/event_items.ts";
import type { LogScanner } from "../../../../application/shared/log.ts";
import type { CustomerIdentified } from "../../../../domain/identity/customer_identified.ts";

/** Skips the table's own metadata items, which have no event id. */
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

export async function readPublishedIds(scanner: LogScanner, topic: string): Promise<string[]> {
  const batches = await Array.fromAsync(scanner.scan(topic, new Map()));
  return batches.flat().map(({ headers }) => headers.ce_id ?? "");
}
