import { SpanKind } from "@opentelemetry/api";
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
import { ErasureDigests } from "../../system/erasure_digests.ts";
import { microBatch } from "../../system/micro_batch.ts";
import { withSpan } from "../../system/tracing.ts";
import type { Sql } from "../core/connect.ts";
import { identityFromRow, type Row } from "./identity_rows.ts";
import { requireRegistersKey } from "../core/erasure_key.ts";
import { outboxRow } from "../core/outbox.ts";
import { tellOf } from "../core/webhook_events.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { digestsOfCustomer } from "./customer_digests.ts";

/** Also of a partitioned table without a partition for the row. */
const CHECK_VIOLATION = "23514";
const MOST_AT_ONCE = 100;
const STATEMENTS_AT_ONCE = 2;
const SLOW_AFTER_MS = 50;
/** 22 data exception, 23 integrity constraint violation, 40 transaction rollback. */
const REFUSED_OR_UNDONE = /^(?:22|23|40)...$/;
const ONCE_WITHIN = `${ONCE_WITHIN_MS} milliseconds`;

const CUSTOMER_ERASED: CustomerErased = {
  code: "customer_erased",
  message: "Cannot identify the customer: the customer was erased, and not admitted again before this detection",
};

const TOLD = tellOf("customer.identified", {
  from: "(select * from answered where outcome = 'stored') i",
  id: "i.event_id",
  subject: "'customer:' || i.customer_id",
  data: `jsonb_build_object('customerId', i.customer_id, 'beaconId', i.beacon_id, 'storeId', i.store_id,
    'location', jsonb_build_object('name', i.location, 'type', i.location_type), 'confidence', i.confidence,
    'detectedAt', rfc3339(i.detected_at))`,
});

const STORING = { kind: SpanKind.CLIENT, attributes: { "db.system.name": "postgresql" } } as const;

interface Answer {
  readonly outcome: "stored" | "near" | "customer_erased" | "too_many_preferences" | "other_key";
  readonly near: readonly (Row & { readonly event_id: string })[];
}

interface Piece {
  readonly event: CustomerIdentified;
  readonly outbox: OutboxRecord;
  readonly preferences: Preferences;
  readonly decidedWith: Answer["near"];
}

/**
 * Decides on what it knows; `record_identity` locks the customer and stores the decision if nothing else is near,
 * otherwise it is decided again. Mostly one round trip instead of four. Concurrent detections share a statement, which
 * halves the server's time for each (0.41 to 0.19 ms with twenty callers).
 */
export class PostgresIdentifications implements Identifications {
  readonly #sql: Sql;
  readonly #encode: (event: CustomerIdentified) => OutboxRecord;
  readonly #digests: ErasureDigests;
  readonly #store: (piece: Piece) => Promise<Answer>;

  constructor(
    sql: Sql,
    encode: (event: CustomerIdentified) => OutboxRecord,
    digests: ErasureDigests = new ErasureDigests(),
  ) {
    this.#sql = sql;
    this.#encode = encode;
    this.#digests = digests;
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
      const identified = { ...event, identity: decision.value };
      // Encoded here: a batch runs in the trace of one of its pieces.
      const piece = { event: identified, outbox: this.#encode(identified), preferences, decidedWith: near };
      const answer = await withSpan("store identification", STORING, () => this.#store(piece));
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
        case "other_key":
          await requireRegistersKey(this.#sql, this.#digests);
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
   * One transaction, with customers locked in one order everywhere. A piece that the server refuses takes all with it;
   * each is then tried alone. Sorted in the end, so that no row precedes an error: postgres 3.4.9 would go on
   * counting, and the connection's next result begin with a hole.
   */
  async #storeAll(pieces: readonly Piece[]): Promise<PromiseSettledResult<Answer>[]> {
    try {
      const rows = pieces.map((piece, nth) => ({ nth, ...this.#toRow(piece) }));
      const answers = await mapPostgresErrors(() =>
        this.#sql<(Answer & { readonly nth: number })[]>`
          with pieces as materialized (
            select * from json_to_recordset(${JSON.stringify(rows.sort(byCustomer))}::text::json) as p(
              nth integer, customer_id text, beacon_id text, store_id text, location text, location_type text,
              confidence real, detected_at timestamptz, event_id uuid, preferences jsonb, decided_with uuid[],
              topic text, key text, value text, headers text, digests bytea[])
          ), answered as materialized (
            select p.*, r.outcome, r.near
            from pieces p,
              record_identity(customer_id, beacon_id, store_id, location, location_type, confidence, detected_at, event_id,
                preferences, ${MOST_PREFERENCES}, ${ONCE_WITHIN}::text::interval, decided_with,
                topic, decode(key, 'hex'), decode(value, 'hex'), decode(headers, 'hex'),
                digests, ${this.#digests.fingerprint()}::bytea) r
          ), told as (
            ${this.#sql.unsafe(TOLD)}
          )
          select nth, outcome, near from answered order by nth`
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

  #toRow({ event, outbox, preferences, decidedWith }: Piece) {
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
      ...outboxRow(outbox),
      digests: digestsOfCustomer(this.#digests, identity.customerId),
    };
  }
}

function byCustomer(a: { readonly customer_id: string }, b: { readonly customer_id: string }): number {
  return a.customer_id < b.customer_id ? -1 : a.customer_id > b.customer_id ? 1 : 0;
}

/** Another piece may be to blame. */
function maySucceedAlone(error: unknown): boolean {
  if (error instanceof DataRefused) return true;
  const { code } = (error as Error).cause as { readonly code?: unknown } ?? {};
  return REFUSED_OR_UNDONE.test(String(code));
}

/** Every other violation names its constraint. */
function isMissingPartition(error: unknown): boolean {
  if (!(error instanceof DataRefused) || error.code !== CHECK_VIOLATION) return false;
  return !(error.cause as { constraint_name?: string }).constraint_name;
}

/** It passes as soon as the year has its partition. */
function noPartition(at: Date, cause: unknown): Outage {
  return new Outage(
    "Postgres",
    new Error(`customer_identities has no partition for ${at.getUTCFullYear()} yet`, { cause }),
  );
}
