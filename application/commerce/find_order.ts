import { contribution } from "../../domain/commerce/grade.ts";
import { type Order, type OrderId, orderIdSchema } from "../../domain/commerce/order.ts";
import { isReversed } from "../../domain/commerce/reversed.ts";
import { seoulTime } from "../../domain/commerce/seoul_time.ts";
import { possibleId } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { deadLetterTopic } from "../shared/dead_letter_record.ts";
import type { LogInspector, LogScanner } from "../shared/log.ts";
import { findDeadLetter, type FoundDeadLetter } from "../shared/read_dead_letters.ts";
import type { StoredPositions } from "../shared/stream_position.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";
import type { PendingOrder, ShopLists } from "./ports/lists.ts";
import type { Orders, Stamps } from "./ports/shop.ts";

interface FindOrderDeps {
  readonly orders: Pick<Orders, "find">;
  readonly lists: Pick<ShopLists, "pendingOrders" | "outbox">;
  readonly positions: StoredPositions;
  readonly inspector: LogInspector;
  readonly scanner: LogScanner;
  readonly stream: { readonly topic: string; readonly group: string };
}

/** Where the order was published, as `202` says. */
interface LogPlace {
  readonly partition: number;
  readonly offset: number;
}

type Log = (LogPlace & { readonly topic: string }) | null;

interface PendingState {
  readonly orderId: OrderId;
  readonly state: "pending";
  /** "in_log": no consumer has come to it. */
  readonly reason: "in_log" | "unknown_user" | "unknown_product" | "about_to_be_stored";
  readonly since: Date | null;
  readonly trace: { readonly log: Log };
}

interface DeadState {
  readonly orderId: OrderId;
  readonly state: "dead";
  readonly reason: string;
  readonly code: string;
  readonly since: Date;
  readonly trace: { readonly log: Log; readonly deadLetter: Pick<FoundDeadLetter, "topic" | "partition" | "offset"> };
}

type StoredState = Order & Stamps & {
  readonly state: "stored";
  readonly trace: {
    readonly log: Log;
    /** What it adds to the totals of its day; nothing once it is cancelled or returned by its status. */
    readonly effects: {
      readonly day: string;
      readonly category: string | null;
      readonly orders: number;
      readonly units: number;
      readonly amount: number;
      readonly reversed: boolean;
    };
  };
};

type OrderState = StoredState | PendingState | DeadState;

/** Of each partition: dead letters of long ago are in the list of them. */
const LAST_DEAD_LETTERS = 500;
const ONE = { limit: 1, after: null, descending: false } as const;

/** What became of an order. @param at without it, an order that no consumer has come to is unknown */
export async function findOrder(
  deps: FindOrderDeps,
  id: string,
  at: LogPlace | null = null,
): Promise<Result<OrderState, Unknown<"unknown_order">>> {
  const orderId = possibleId(orderIdSchema, id);
  if (orderId === null) return refused(unknownThing("order", id, "read the order"));
  const log = at && { topic: deps.stream.topic, ...at };
  // Before the tables: what was not consumed by then is pending whatever they say.
  const isInLog = at !== null && await notConsumed(deps, at);
  const state = await storedState(deps, orderId, log) ?? await pendingState(deps, orderId, log) ??
    // Completed between the two.
    await storedState(deps, orderId, log);
  if (state) return accepted(state);
  const inLog: PendingState = { orderId, state: "pending", reason: "in_log", since: null, trace: { log } };
  if (isInLog) return accepted(inLog);
  const dead = await deadState(deps, orderId, log);
  if (dead) return accepted(dead);
  if (at === null || !await hasDeadLettersToSend(deps)) return refused(unknownThing("order", id, "read the order"));
  return accepted(inLog);
}

async function storedState({ orders }: FindOrderDeps, orderId: OrderId, log: Log): Promise<StoredState | null> {
  const order = await orders.find(orderId);
  if (order === null) return null;
  const { quantity, category, createdAt } = order;
  const { orders: counted, amount } = contribution(order);
  const reversed = isReversed(order);
  const effects = {
    day: seoulTime(createdAt).day,
    category,
    orders: counted,
    units: reversed ? 0 : quantity,
    amount,
    reversed,
  };
  return { ...order, state: "stored", trace: { log, effects } };
}

async function pendingState({ lists }: FindOrderDeps, orderId: OrderId, log: Log): Promise<PendingState | null> {
  const { items: [found] } = await lists.pendingOrders({ order: orderId }, { ...ONE, sort: "receivedAt" });
  if (!found) return null;
  return { orderId, state: "pending", reason: reasonOf(found), since: found.receivedAt, trace: { log } };
}

function reasonOf({ waitsFor: [first] }: PendingOrder): PendingState["reason"] {
  if (first === undefined) return "about_to_be_stored";
  return first === "user" ? "unknown_user" : "unknown_product";
}

async function deadState(deps: FindOrderDeps, orderId: OrderId, log: Log): Promise<DeadState | null> {
  const isIt = ({ of, value }: FoundDeadLetter) =>
    log === null ? idIn(value) === orderId : of.partition === log.partition && of.offset === log.offset;
  const letter = await findDeadLetter(deps, deps.stream.topic, isIt, LAST_DEAD_LETTERS);
  if (letter === null || (log !== null && idIn(letter.value) !== orderId && idIn(letter.value) !== null)) return null;
  const { code, cause, at, topic, partition, offset, of } = letter;
  const origin = of.offset < 0 ? log : of;
  const trace = { log: origin, deadLetter: { topic, partition, offset } };
  return { orderId, state: "dead", reason: cause, code, since: at, trace };
}

function idIn(value: string | null): string | null {
  try {
    const data = JSON.parse(value ?? "null");
    return typeof data?.orderId === "string" ? data.orderId : null;
  } catch {
    return null;
  }
}

async function notConsumed({ positions, stream }: FindOrderDeps, { partition, offset }: LogPlace): Promise<boolean> {
  const all = await positions.all();
  const own = all.find((one) =>
    one.topic === stream.topic && one.group === stream.group && one.partition === partition
  );
  return (own?.next ?? 0) <= offset;
}

async function hasDeadLettersToSend({ lists, stream }: FindOrderDeps): Promise<boolean> {
  const { items } = await lists.outbox({ topic: deadLetterTopic(stream.topic) }, { ...ONE, sort: "id" });
  return items.length > 0;
}
