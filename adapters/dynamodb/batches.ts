import { BatchGetCommand, BatchWriteCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import pRetry from "p-retry";
import { Outage } from "../../application/shared/fault.ts";
import type { EventItem, EventItemKey } from "./event_items.ts";

/** At most one for each item in a call. */
export type Change = { readonly put: EventItem } | { readonly remove: EventItemKey };

/** DynamoDB's limits. */
const WRITES_A_CALL = 25;
const READS_A_CALL = 100;
const CALLS_AT_ONCE = 8;
/** About five seconds of growing pauses. */
const RETRIES = 6;

type Rest<T> = readonly T[];

/** Retries what DynamoDB leaves unprocessed. */
export async function writeAll(
  dynamo: DynamoDBDocumentClient,
  table: string,
  changes: readonly Change[],
): Promise<void> {
  const requests = changes.map((change) =>
    "put" in change ? { PutRequest: { Item: change.put } } : { DeleteRequest: { Key: change.remove } }
  );
  await inCalls(requests, WRITES_A_CALL, async (batch) => {
    const { UnprocessedItems } = await dynamo.send(new BatchWriteCommand({ RequestItems: { [table]: [...batch] } }));
    return (UnprocessedItems?.[table] ?? []) as typeof requests;
  });
}

/** The existing ones, by consistent reads. */
export async function readAll(
  dynamo: DynamoDBDocumentClient,
  table: string,
  keys: readonly EventItemKey[],
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  const wanted = keys.map(({ CustomerID, DetectedAt }) => ({ CustomerID, DetectedAt }));
  await inCalls(wanted, READS_A_CALL, async (batch) => {
    const RequestItems = { [table]: { Keys: [...batch], ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await dynamo.send(new BatchGetCommand({ RequestItems }));
    found.push(...Responses?.[table] ?? []);
    return (UnprocessedKeys?.[table]?.Keys ?? []) as typeof wanted;
  });
  return found;
}

async function inCalls<T>(
  all: readonly T[],
  size: number,
  call: (batch: readonly T[]) => Promise<Rest<T>>,
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
  const work = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) await untilDone(batch, call);
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, work));
}

async function untilDone<T>(batch: readonly T[], call: (batch: readonly T[]) => Promise<Rest<T>>): Promise<void> {
  let rest = batch;
  await pRetry(async () => {
    rest = await call(rest);
    if (rest.length > 0) throw new Outage("DynamoDB", `it left ${rest.length} items undone: the table is throttled`);
  }, {
    retries: RETRIES,
    minTimeout: 50,
    maxTimeout: 2_000,
    randomize: true,
    shouldRetry: ({ error }) => error instanceof Outage,
  });
}
