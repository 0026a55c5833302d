import { decodeEvent } from "../../../adapters/kafka/commerce/codec.ts";
import { deadLetterTopic, letterId, REDRIVE_HEADER } from "../../../application/shared/dead_letter_record.ts";
import type { UserId } from "../../../domain/commerce/user.ts";
import { contribution, earnedGrade } from "../../../domain/commerce/grade.ts";
import { TOPICS } from "./consumers.ts";
import { sum } from "./order_deltas.ts";
import { miscounts } from "./recount.ts";
import { BATCH_AT_MOST, REFUSED_PAYMENT } from "./errands.ts";
import type { StoredRecord } from "../../../application/shared/log.ts";
import type { ShopTables } from "./shop_tables.ts";
import type { CommerceState } from "./commerce_state.ts";

/** What must hold once everything is at rest, in sentences about what does not. */
export async function commerceViolations(shop: CommerceState): Promise<string[]> {
  return [
    ...nothingLost(shop),
    ...miscounts(shop.tables).map(({ figure, key, stored, recounted }) =>
      `${figure} of ${key} is ${stored}, recounted ${recounted}`
    ),
    ...gradesAreEarned(shop),
    ...await erasedStaysErased(shop),
    ...nothingLeftOver(shop),
    ...deadOnce(shop),
    ...shop.pooled,
    ...shop.database.postgres.locks.deadlocks > 0 ? ["transactions waited for each other"] : [],
  ];
}

function nothingLost({ tables, acknowledged, log, direct, database, refused, erased }: CommerceState): string[] {
  const { topic } = TOPICS.orders;
  const dropped = idsIn(log.dropped.filter((record) => record.topic === topic));
  const droppedDead = idsIn(log.dropped.filter((record) => record.topic === deadLetterTopic(topic)));
  const sent = idsIn(log.records(topic));
  return [...acknowledged].flatMap(([id, { status, userId }]) => {
    const stored = tables.orders.rows.get(id);
    if (stored !== undefined) {
      const isCurrent = stored.status === status || log.recreated > 0;
      return isCurrent ? [] : [`${id} was acknowledged as ${status} and is ${stored.status}`];
    }
    const pending = tables.pending.rows.get(id);
    const isPending = pending !== undefined && log.recreated > 0 &&
      (!tables.users.rows.has(userId) || !tables.products.rows.has(pending.order.productId));
    // Whoever deletes a topic deletes what nobody has read; a restore takes what came after the backup by no log.
    const wasDeleted = !sent.has(id) && (dropped.has(id) || direct.has(id) && database.postgres.restored > 0);
    // Dead letters of the erased are removed.
    const wasDead = refused.has(id) && (erased.has(userId) || droppedDead.has(id));
    return isPending || wasDeleted || wasDead ? [] : [`${id} was acknowledged and is gone`];
  });
}

/** A mended record has the id of the one that it stands for in its header. */
function idsIn(records: readonly StoredRecord[]): Set<string> {
  return new Set(
    records.map(({ headers, value }) =>
      REDRIVE_HEADER in headers ? JSON.parse(new TextDecoder().decode(value!)).orderId : headers["ce_id"]!
    ),
  );
}

function gradesAreEarned({ tables }: CommerceState): string[] {
  return tables.users.all.filter(({ isGuest }) => !isGuest).flatMap(({ userId, grade }) => {
    const parts = tables.orders.all.filter((order) => order.userId === userId).map(contribution);
    const earned = earnedGrade({
      amount: sum(parts, ({ amount }) => amount),
      orders: sum(parts, ({ orders }) => orders),
    });
    return grade === earned ? [] : [`${userId} is ${grade} and has earned ${earned}`];
  });
}

async function erasedStaysErased({ tables, erased, pools }: CommerceState): Promise<string[]> {
  const violations: string[] = [];
  const pooled = await pools.users();
  for (const id of erased) {
    const user = tables.users.rows.get(id);
    if (user !== undefined && !(user.isGuest && user.name === "-" && user.email === null)) {
      violations.push(`the erased ${id} is stored`);
    }
    const orders = [...tables.orders.all, ...tables.pending.all.map(({ order }) => order)]
      .filter(({ userId, userName }) => userId === id && userName !== "-");
    for (const { orderId } of orders) violations.push(`${orderId} tells who the erased ${id} was`);
    if (pooled.some(({ userId }) => userId === id)) violations.push(`the erased ${id} is in the pool`);
  }
  return violations;
}

function nothingLeftOver({ tables, log }: CommerceState): string[] {
  const ready = tables.pending.all.filter(({ order }) =>
    order.paymentMethod !== REFUSED_PAYMENT && tables.users.rows.has(order.userId) &&
    tables.products.rows.has(order.productId)
  );
  const known = new Set(log.records(TOPICS.orders.topic).map(({ headers }) => headers["ce_id"]));
  return [
    ...ready.map(({ order }) => `${order.orderId} waits although its user and product are there`),
    ...tables.pending.all.filter(({ order }) => log.recreated === 0 && !known.has(order.orderId))
      .map(({ order }) => `${order.orderId} waits and was never sent`),
  ];
}

/**
 * Each record that can't be stored is one dead letter, or parked; others are not, but for a batch of a consumer that has nothing to
 * compare it with.
 */
function deadOnce({ tables, log, erased, database, refused, consumers }: CommerceState): string[] {
  const { topic, eventType } = TOPICS.orders;
  const isPoison = (record: Parameters<typeof decodeEvent>[0]) => {
    const decoded = decodeEvent(record, eventType);
    return !("event" in decoded) || decoded.event.type !== "order.placed" ||
      decoded.event.order.paymentMethod === REFUSED_PAYMENT;
  };
  const mistaken = [...refused].filter((id) => !id.startsWith("X-"));
  const wrong = mistaken.length <= consumers + BATCH_AT_MOST
    ? []
    : [`${mistaken.length} orders that are right were refused as poison`];
  if (log.recreated > 0 || database.postgres.restored > 0) return wrong;
  const twice = [...tables.letters.rows].filter(([, { count }]) => count > 1);
  const letters = [
    ...log.records(deadLetterTopic(topic)),
    ...tables.outbox.all.map(({ record }) => ({ ...record, partition: 0, offset: 0, at: new Date(0) })),
  ];
  const places = new Set(letters.map(({ headers }) => headers["dlq-id"]));
  const missing = log.records(topic).filter((record) => {
    const id = `${topic}/${record.partition}/${record.offset}`;
    const mayBeAway = erased.has(record.key as UserId) || tables.pending.rows.has(record.headers["ce_id"]!);
    return isPoison(record) && !mayBeAway && !places.has(id);
  });
  return [
    ...wrong,
    ...twice.map(([letter, { count }]) => `${letter} was made a dead letter ${count} times`),
    ...overtaken(tables, log.records(deadLetterTopic(topic))),
    ...missing.map(({ partition, offset }) => `${topic}/${partition}/${offset} is no dead letter`),
  ];
}

/** Repetitions may follow; a customer's letters come the first time in the order in which they were decided. */
function overtaken({ letters }: ShopTables, records: readonly StoredRecord[]): string[] {
  const last = new Map<string | null, number>();
  const seen = new Set<string>();
  return records.flatMap((record) => {
    const id = letterId(record);
    const nth = letters.rows.get(id)?.nth;
    if (nth === undefined || seen.has(id)) return [];
    seen.add(id);
    const before = last.get(record.key) ?? 0;
    last.set(record.key, Math.max(before, nth));
    return nth < before ? [`the dead letter ${id} overtook a later one`] : [];
  });
}
