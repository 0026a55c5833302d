import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { CustomerEvents, EventPage, WrongCursor } from "../../application/identity/ports/events.ts";
import type { Spellings } from "../../application/identity/ports/customers.ts";
import type { Span } from "../../application/identity/ports/identifications.ts";
import { dayOf } from "../../domain/identity/retention.ts";
import { openCursor, sealCursor } from "../system/cursor.ts";
import { readAll } from "./batches.ts";
import { dayShard, type EventItemKey, fromItem, isOwn } from "./event_items.ts";
import { DAY_INDEX, DAY_SHARDS, DETECTED_AT_INDEX } from "./events_table.ts";
import { TableNotes } from "./table_notes.ts";
import { customerOf, partitionKeys } from "./partition_key.ts";
import { mapDynamoErrors } from "./map_errors.ts";

type Item = Record<string, unknown>;
type Key = Record<string, string>;

/** A long span without events takes several short calls. */
const DAYS_A_CALL = 31;

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/;

export class DynamoCustomerEvents implements CustomerEvents {
  readonly #dynamo: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #notes: TableNotes;

  constructor(dynamo: DynamoDBDocumentClient, table: string) {
    this.#dynamo = dynamo;
    this.#table = table;
    this.#notes = new TableNotes(dynamo, table);
  }

  ofCustomer(spellings: Spellings, span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor> {
    return mapDynamoErrors(async () => {
      const question = ["of", spellings[0], span];
      const before = cursor === undefined ? span.to : readMoment(question, cursor, span);
      if (before === null) return "wrong_cursor";
      const { sharded } = await this.#notes.ways();
      const pages = await Promise.all(
        spellings.flatMap((customer) => partitionKeys(customer, sharded)).map((key) =>
          this.#newest({
            KeyConditionExpression: "CustomerID = :key and DetectedAt between :from and :to",
            ExpressionAttributeValues: { ":key": key, ...bounds({ from: span.from, to: before }) },
            ConsistentRead: true,
          }, limit + 1)
        ),
      );
      const found = newestFirst(pages.flatMap(({ items }) => items));
      // While sharding is switched on or off, an event may be in both partitions.
      const different = found.filter(({ DetectedAt }, n) => DetectedAt !== found[n - 1]?.DetectedAt);
      const events = different.slice(0, limit).map(fromItem);
      const last = events.at(-1)?.identity.detectedAt;
      const more = different.length > limit || pages.some(({ next }) => next !== undefined);
      return { events, cursor: more && last ? sealCursor(question, last) : null };
    });
  }

  between(span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor> {
    return mapDynamoErrors(async () => {
      const question = ["between", span];
      let position = cursor === undefined ? span.to.toISOString() : readPosition(question, cursor, span);
      if (position === null) return "wrong_cursor";
      const first = span.from.toISOString();
      const items: Item[] = [];
      for (let days = 0; position > first && days < DAYS_A_CALL && items.length < limit; days++) {
        const day = dayBefore(position);
        const found = await this.#ofDay(day, first, position, limit - items.length);
        items.push(...found.items);
        position = found.more ? String(found.items.at(-1)!.Moment) : `${day}T00:00:00.000Z`;
      }
      return { events: items.map(fromItem), cursor: position > first ? sealCursor(question, position) : null };
    });
  }

  at(moment: Date, limit: number, cursor?: string): Promise<EventPage | WrongCursor> {
    return mapDynamoErrors(async () => {
      const question = ["at", moment];
      const after = cursor === undefined ? "" : z.string().safeParse(openCursor(question, cursor)).data;
      if (after === undefined) return "wrong_cursor";
      const found = (await Promise.all(spellingsOf(moment).map((key) => this.#keysAt(key)))).flat();
      // While sharding is switched on or off, an event may be in both partitions.
      const customers = new Map(found.map((key) => [customerOf(key.CustomerID), key]));
      const due = [...customers].filter(([customer]) => customer > after).sort(([a], [b]) => compare(a, b));
      const keys = due.slice(0, limit);
      const items = await readAll(this.#dynamo, this.#table, keys.map(([, key]) => key));
      const events = items.flatMap((item) => isOwn(item) ? [fromItem(item)] : [])
        .sort((a, b) => compare(a.identity.customerId, b.identity.customerId));
      return { events, cursor: due.length > limit ? sealCursor(question, keys.at(-1)![0]) : null };
    });
  }

  /** The index holds keys alone, in any order; a customer has one event at a time. */
  async #keysAt(moment: string): Promise<EventItemKey[]> {
    const keys: EventItemKey[] = [];
    let next: Key | undefined;
    do {
      const answer = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: DETECTED_AT_INDEX,
          KeyConditionExpression: "DetectedAt = :moment",
          ExpressionAttributeValues: { ":moment": moment },
          ProjectionExpression: "CustomerID, DetectedAt",
          ...(next ? { ExclusiveStartKey: next } : {}),
        }),
      );
      keys.push(...answer.Items as EventItemKey[] ?? []);
      next = answer.LastEvaluatedKey as Key | undefined;
    } while (next !== undefined);
    return keys;
  }

  /** From `first` up to `position` (exclusive), newest first. */
  async #ofDay(day: string, first: string, position: string, limit: number): Promise<{ items: Item[]; more: boolean }> {
    const pages = await Promise.all(Array.from({ length: DAY_SHARDS }, (_, shard) =>
      this.#newest({
        IndexName: DAY_INDEX,
        KeyConditionExpression: "DayShard = :key and Moment between :first and :position",
        ExpressionAttributeValues: { ":key": dayShard(day, shard), ":first": first, ":position": position },
        // Events of the last page come again, twice if in both partitions.
      }, limit + 2)));
    const found = pages.flatMap(({ items }) => items).filter(({ Moment }) => String(Moment) < position)
      .sort((a, b) => compare(b.Moment, a.Moment));
    const different = found.filter(({ Moment }, n) => Moment !== found[n - 1]?.Moment);
    const more = different.length > limit || pages.some(({ next }) => next !== undefined);
    return { items: different.slice(0, limit), more: more && different.length > 0 };
  }

  async #newest(query: Omit<QueryCommandInput, "TableName">, limit: number): Promise<{ items: Item[]; next?: Key }> {
    const items: Item[] = [];
    let next = query.ExclusiveStartKey as Key | undefined;
    do {
      const answer = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#table,
          ...query,
          ScanIndexForward: false,
          Limit: limit - items.length,
          ...(next ? { ExclusiveStartKey: next } : {}),
        }),
      );
      items.push(...answer.Items ?? []);
      next = answer.LastEvaluatedKey as Key | undefined;
    } while (next !== undefined && items.length < limit);
    return next === undefined ? { items } : { items, next };
  }
}

/** Other writers of the table leave out milliseconds where there are none. Ours last: it counts where there are both. */
function spellingsOf(moment: Date): string[] {
  const at = moment.toISOString();
  return at.endsWith(".000Z") ? [at.replace(".000Z", "Z"), at] : [at];
}

/** Exclusive `to`, in milliseconds. */
function bounds({ from, to }: Span) {
  return { ":from": from.toISOString(), ":to": new Date(to.getTime() - 1).toISOString() };
}

function newestFirst(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => compare(b.DetectedAt, a.DetectedAt));
}

function compare(a: unknown, b: unknown): number {
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

/** A cursor is anybody's to write: a position outside the span would read there. */
function readMoment(question: readonly unknown[], cursor: string, span: Span): Date | null {
  const at = z.iso.datetime().safeParse(openCursor(question, cursor));
  return at.success && isWithin(new Date(at.data), span) ? new Date(at.data) : null;
}

function readPosition(question: readonly unknown[], cursor: string, span: Span): string | null {
  const { data } = z.string().regex(MOMENT).safeParse(openCursor(question, cursor));
  return data !== undefined && isWithin(new Date(MOMENT.exec(data)![0]), span) ? data : null;
}

function isWithin(at: Date, { from, to }: Span): boolean {
  return at >= from && at <= to;
}

function dayBefore(position: string): string {
  const at = MOMENT.exec(position)![0];
  return position === at ? dayOf(new Date(Date.parse(at) - 1)) : dayOf(new Date(at));
}
