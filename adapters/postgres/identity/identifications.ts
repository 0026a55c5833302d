import {
  MOST_PREFERENCES,
  type Preferences,
  type TooManyPreferences,
  tooManyPreferences,
} from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import { type CustomerIdentity, ONCE_WITHIN_MS } from "../../../domain/identity/customer_identity.ts";
import { type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import { DataRefused, Outage } from "../../../application/shared/fault.ts";
import type { CustomerErased, Identifications } from "../../../application/identity/ports/identifications.ts";
import type { OutboxRecord } from "../../../application/shared/outbox.ts";
import { microBatch } from "../../system/micro_batch.ts";
import type { Sql } from "../core/connect.ts";
import { identityFromRow, type Row } from "./identity_rows.ts";
import { outboxRow } from "../core/outbox.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

/** What a partitioned table says of a row that none of its partitions takes; it is no constraint's fault. */
const CHECK_VIOLATION = "23514";
/** A longer statement gains nothing, and its others wait longer where one customer is locked. */
const MOST_AT_ONCE = 100;
/** One waits for the disk while the other computes. */
const STATEMENTS_AT_ONCE = 2;
/** A statement takes a few milliseconds, unless it waits for a lock or the database is hard to reach. */
const SLOW_AFTER_MS = 50;
/** SQLSTATE classes 22 data exception, 23 integrity constraint violation, 40 transaction rollback. */
const REFUSED_OR_UNDONE = /^(?:22|23|40)...$/;
const ONCE_WITHIN = `${ONCE_WITHIN_MS} milliseconds`;

const CUSTOMER_ERASED: CustomerErased = {
  code: "customer_erased",
  message: "Cannot identify the customer: the customer was erased, and not admitted again before this detection",
};

interface Answer {
  readonly outcome: "stored" | "near" | "customer_erased" | "too_many_preferences";
  /** What was within a minute, as rows. */
  readonly near: readonly (Row & { readonly event_id: string })[];
}

/** What one call of the function is made for. */
interface Piece {
  readonly event: CustomerIdentified;
  readonly preferences: Preferences;
  readonly decidedWith: Answer["near"];
}

/**
 * Decides on what it knows, hands the decision to the function `record_identity`, which locks the customer and stores it
 * if nothing else is near, and decides again with what the function has found otherwise. Mostly that is one call: nothing
 * is near, or what is near makes the second decision a refusal.
 *
 * As a transaction driven from here (begin, lock and look, store, commit) it was four times there and back, and half as
 * fast. Detections that come while statements are under way go together in the next one: of a lone call's processor time
 * in the server the function's own statements are a quarter, the rest is the commit and the messages, and of an answer's
 * in this process writing to sockets was a third. With twenty callers that halved the server's time for each (0.41 to
 * 0.19 ms; `pgbench`, one a transaction, 0.24) and took a quarter off the process's.
 */
export class PostgresIdentifications implements Identifications {
  readonly #sql: Sql;
  readonly #encode: (event: CustomerIdentified) => OutboxRecord;
  readonly #store: (piece: Piece) => Promise<Answer>;

  /** @param encode the event as it travels */
  constructor(sql: Sql, encode: (event: CustomerIdentified) => OutboxRecord) {
    this.#sql = sql;
    this.#encode = encode;
    this.#store = microBatch((pieces) => this.#storeAll(pieces), {
      most: MOST_AT_ONCE,
      atOnce: STATEMENTS_AT_ONCE,
      slowAfterMs: SLOW_AFTER_MS,
    });
  }

  async record<R extends Refusal>(
    event: CustomerIdentified,
    preferences: Preferences,
    decide: (near: readonly CustomerIdentity[]) => Result<CustomerIdentity, R>,
  ): Promise<Result<CustomerIdentity, R | CustomerErased | TooManyPreferences>> {
    let near: Answer["near"] = [];
    for (;;) {
      const decision = decide(near.map(identityFromRow));
      if (!decision.ok) return decision;
      const answer = await this.#store({
        event: { ...event, identity: decision.value },
        preferences,
        decidedWith: near,
      });
      switch (answer.outcome) {
        case "stored":
          return decision;
        case "customer_erased":
          return refused(CUSTOMER_ERASED);
        case "too_many_preferences":
          return refused(tooManyPreferences());
        case "near":
          near = answer.near;
          break;
        default:
          answer.outcome satisfies never;
      }
    }
  }

  async #storeAlone(piece: Piece): Promise<Answer> {
    const [settled] = await this.#storeAll([piece]);
    if (settled!.status === "rejected") throw settled!.reason;
    return settled!.value;
  }

  /**
   * Several in one transaction. The customers are locked in an order that is the same everywhere, so that two batches never
   * wait for each other. A piece that the server refuses takes all with it: then each is tried for itself.
   *
   * Sorted in the end, so that no row is sent before all are decided: after rows that are followed by an error postgres
   * 3.4.9 goes on counting, and the next result of that connection begins with a hole.
   */
  async #storeAll(pieces: readonly Piece[]): Promise<PromiseSettledResult<Answer>[]> {
    try {
      const rows = pieces.map((piece, nth) => ({ nth, ...this.#toRow(piece) }));
      const answers = await mapPostgresErrors(() =>
        this.#sql<(Answer & { readonly nth: number })[]>`
          with answered as materialized (
            select nth, r.outcome, r.near
            from json_to_recordset(${JSON.stringify(rows.sort(byCustomer))}::text::json) as p(
                nth integer, customer_id text, beacon_id text, store_id text, location text, location_type text,
                confidence real, detected_at timestamptz, event_id uuid, preferences jsonb, decided_with uuid[],
                topic text, key text, value text, headers text),
              record_identity(customer_id, beacon_id, store_id, location, location_type, confidence, detected_at, event_id,
                preferences, ${MOST_PREFERENCES}, ${ONCE_WITHIN}::text::interval, decided_with,
                topic, decode(key, 'hex'), decode(value, 'hex'), decode(headers, 'hex')) r
          )
          select * from answered order by nth`
      );
      const settled: PromiseSettledResult<Answer>[] = [];
      for (const { nth, ...value } of answers) settled[nth] = { status: "fulfilled", value };
      return settled;
    } catch (error) {
      if (pieces.length > 1 && maySucceedAlone(error)) {
        return await Promise.allSettled(pieces.map(async (piece) => await this.#storeAlone(piece)));
      }
      const { detectedAt } = pieces[0]!.event.identity;
      throw isMissingPartition(error) ? noPartition(detectedAt, error) : error;
    }
  }

  #toRow({ event, preferences, decidedWith }: Piece) {
    const { location, ...identity } = event.identity;
    return {
      customer_id: identity.customerId,
      beacon_id: identity.beaconId,
      store_id: identity.storeId,
      location: location.name,
      location_type: location.type,
      confidence: identity.confidence,
      detected_at: identity.detectedAt,
      event_id: event.eventId,
      preferences,
      decided_with: decidedWith.map(({ event_id }) => event_id).sort(),
      ...outboxRow(this.#encode(event)),
    };
  }
}

function byCustomer(a: { readonly customer_id: string }, b: { readonly customer_id: string }): number {
  return a.customer_id < b.customer_id ? -1 : a.customer_id > b.customer_id ? 1 : 0;
}

/** Whether the server has undone the statement for something that one of the pieces may have brought about. */
function maySucceedAlone(error: unknown): boolean {
  if (error instanceof DataRefused) return true;
  const { code } = (error as Error).cause as { readonly code?: unknown } ?? {};
  return REFUSED_OR_UNDONE.test(String(code));
}

/** The server names the constraint of every other violation. */
function isMissingPartition(error: unknown): boolean {
  if (!(error instanceof DataRefused) || error.code !== CHECK_VIOLATION) return false;
  return !(error.cause as { constraint_name?: string }).constraint_name;
}

/** An outage, not the data's fault: it passes as soon as the year has its partition. */
function noPartition(at: Date, cause: unknown): Outage {
  return new Outage(
    "Postgres",
    new Error(`customer_identities has no partition for ${at.getUTCFullYear()} yet`, { cause }),
  );
}
