import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { EventKey, EventRecord, OldEvents } from "../../application/identity/ports/events.ts";
import type { CustomerId } from "../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { dayAfter, dayOf } from "../../domain/identity/retention.ts";
import { type Change, readAll, writeAll } from "./batches.ts";
import { dayShard, type EventItemKey, fromItem, toItem } from "./event_items.ts";
import { DAY_INDEX, DAY_SHARDS } from "./events_table.ts";
import { otherHome, TableNotes } from "./table_notes.ts";
import { partitionKey, partitionKeys, partOf } from "./partition_key.ts";
import { mapDynamoErrors } from "./map_errors.ts";

interface EventRecordOptions {
  /** Spreads a customer's events over several partitions. */
  readonly sharded: boolean;
  readonly now: () => Date;
}

export class DynamoEventRecord implements EventRecord, OldEvents {
  readonly #dynamo: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #options: EventRecordOptions;
  readonly #notes: TableNotes;

  constructor(dynamo: DynamoDBDocumentClient, table: string, options: EventRecordOptions) {
    this.#dynamo = dynamo;
    this.#table = table;
    this.#options = options;
    this.#notes = new TableNotes(dynamo, table);
  }

  record(events: readonly CustomerIdentified[]): Promise<void> {
    return mapDynamoErrors(async () => {
      const { sharded, now } = this.#options;
      const months = events.map(({ identity }) => dayOf(identity.detectedAt).slice(0, "2026-03".length));
      const ways = await this.#notes.note(sharded, months);
      const recordedAt = now();
      const changes = new Map<string, Change>();
      for (const event of events) {
        const item = toItem(event, sharded, recordedAt);
        changes.set(keyText(item), { put: item });
        if (!ways.plain || !ways.sharded) continue;
        const other = otherHome(item, event.identity.customerId, sharded);
        if (keyText(other) !== keyText(item)) changes.set(keyText(other), { remove: other });
      }
      await writeAll(this.#dynamo, this.#table, [...changes.values()]);
    });
  }

  remove(events: readonly EventKey[]): Promise<void> {
    return mapDynamoErrors(() => this.#removeKeys(events.flatMap(homesOf)));
  }

  removeAll(customer: CustomerId): Promise<number> {
    return mapDynamoErrors(async () => {
      const moments = new Set<string>();
      for (const key of partitionKeys(customer, (await this.#notes.ways()).sharded)) {
        for await (const page of this.#keysOf(key)) {
          for (const { DetectedAt } of page) moments.add(DetectedAt);
          await this.#removeKeys(page);
        }
      }
      return moments.size;
    });
  }

  async *days(before: Date): AsyncGenerator<string> {
    const end = dayOf(before);
    for (const month of await mapDynamoErrors(() => this.#notes.months())) {
      const days = Array.from({ length: 31 }, (_, n) => dayAfter(`${month}-01`, n))
        .filter((day) => day.startsWith(month) && day < end);
      const found = await mapDynamoErrors(() => Promise.all(days.map((each) => this.#hasEvents(each))));
      for (const [nth, has] of found.entries()) if (has) yield days[nth]!;
    }
  }

  ofDay(day: string, limit: number): Promise<readonly CustomerIdentified[]> {
    return mapDynamoErrors(async () => {
      const found = new Map<string, CustomerIdentified>();
      for (let shard = 0; shard < DAY_SHARDS && found.size < limit; shard++) {
        for await (const keys of this.#keysOf(dayShard(day, shard), DAY_INDEX)) {
          // The eventually consistent index may list an archived event.
          for (const item of await readAll(this.#dynamo, this.#table, keys)) {
            const event = fromItem(item);
            if (found.size < limit) found.set(eventText(event.identity), event);
          }
          if (found.size === limit) break;
        }
      }
      return [...found.values()];
    });
  }

  still(keys: readonly EventKey[]): Promise<readonly CustomerIdentified[]> {
    return mapDynamoErrors(async () => {
      const items = await readAll(this.#dynamo, this.#table, keys.flatMap(homesOf));
      const found = items.map(fromItem);
      return [...new Map(found.map((event) => [eventText(event.identity), event])).values()];
    });
  }

  async #removeKeys(keys: readonly EventItemKey[]): Promise<void> {
    const changes = keys.map(({ CustomerID, DetectedAt }) => ({ remove: { CustomerID, DetectedAt } }));
    await writeAll(this.#dynamo, this.#table, changes);
  }

  async #hasEvents(day: string): Promise<boolean> {
    const shards = await Promise.all(Array.from({ length: DAY_SHARDS }, async (_, shard) => {
      const { Count = 0 } = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: DAY_INDEX,
          KeyConditionExpression: "DayShard = :key",
          ExpressionAttributeValues: { ":key": dayShard(day, shard) },
          Select: "COUNT",
          Limit: 1,
        }),
      );
      return Count > 0;
    }));
    return shards.includes(true);
  }

  async *#keysOf(partition: string, index?: typeof DAY_INDEX): AsyncGenerator<EventItemKey[]> {
    let next: Record<string, unknown> | undefined;
    do {
      const answer = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#table,
          ...(index ? { IndexName: index } : { ConsistentRead: true }),
          KeyConditionExpression: `${index ? "DayShard" : "CustomerID"} = :key`,
          ExpressionAttributeValues: { ":key": partition },
          ProjectionExpression: "CustomerID, DetectedAt",
          ...(next ? { ExclusiveStartKey: next } : {}),
        }),
      );
      yield (answer.Items ?? []) as unknown as EventItemKey[];
      next = answer.LastEvaluatedKey;
    } while (next !== undefined);
  }
}

/** Every key that the event may have, sharded or not. */
function homesOf({ customerId, detectedAt }: EventKey): EventItemKey[] {
  const DetectedAt = detectedAt.toISOString();
  const keys = [partitionKey(customerId, null), partitionKey(customerId, partOf(customerId, DetectedAt))];
  return [...new Set(keys)].map((CustomerID) => ({ CustomerID, DetectedAt }));
}

function keyText({ CustomerID, DetectedAt }: EventItemKey): string {
  return `${DetectedAt} ${CustomerID}`;
}

function eventText({ customerId, detectedAt }: EventKey): string {
  return `${detectedAt.toISOString()} ${customerId}`;
}
