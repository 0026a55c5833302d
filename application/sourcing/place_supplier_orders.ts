import type { Digest } from "../../domain/shared/digest.ts";
import type { SupplierOrderId } from "../../domain/sourcing/ids.ts";
import { pauseListing } from "../../domain/sourcing/listing.ts";
import type { Order } from "../../domain/sourcing/order.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import {
  beginPlacing,
  noteCancelAnswer,
  notePlaced,
  noteRefusedBySupplier,
  type SupplierOrder,
  type SupplierOrderStep,
} from "../../domain/sourcing/supplier_order.ts";
import { reasonOf } from "../shared/fault.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { WritesOne } from "./one_database.ts";
import type { Orders, SupplierOrderBook } from "./ports/orders.ts";
import type { SupplierAccounts } from "./ports/suppliers.ts";
import type { SupplierClient } from "./ports/partners.ts";

export type PlaceSupplierOrdersDeps = WritesOne<{
  readonly supplierOrders: SupplierOrderBook;
  readonly orders: Pick<Orders, "findAll">;
  readonly accounts: Pick<SupplierAccounts, "findAll">;
  /** Asked once an account. May throw, which concerns this account alone. */
  readonly clientOf: (account: SupplierAccount) => SupplierClient;
  readonly digest: Digest;
  readonly clock: () => Date;
}>;

interface PlaceSupplierOrdersOptions {
  readonly signal: AbortSignal;
  readonly batch?: number;
  readonly onProgress?: (done: number) => void;
}

export interface PlacedOrders {
  readonly placed: number;
  readonly refused: number;
  readonly cancelled: number;
  readonly toReturn: number;
  /** Accounts that could not be asked now, with the reason; theirs are still due. */
  readonly closed: readonly { readonly account: string; readonly reason: string }[];
}

const BATCH = 200;

/**
 * Places supplier orders, and cancels those whose market order was cancelled.
 *
 * | step | where | what a crash after it leaves, and what the next run does |
 * |---|---|---|
 * | 1 | the supplier order is PLACING | the supplier may have it: called again under the same id |
 * | 2 | the supplier has it | called again: it gives the answer that was lost, and has one order |
 * | 3 | it is PLACED, and the market's order ORDERED | nothing is left to do |
 *
 * Compensations, each written in one transaction of the market database:
 *
 * | what happens | what follows |
 * |---|---|
 * | the supplier refuses, or cancels later | REFUSED, the market's order UNFULFILLABLE with the reason, its listing PAUSED without stock until the product changes; the step `publish` follows |
 * | the market cancels before 1 | CANCELLED, the supplier is never called |
 * | the market cancels after 1 | CANCELLING; the supplier cancels by the same id, whether it has the order or not: CANCELLED, and an order that arrives later is not placed |
 * | the supplier says that it is too late | TO_RETURN, the market's order too: a person handles the return |
 * | an answer "placed" comes after the cancellation | CANCELLING again |
 */
export async function placeSupplierOrders(
  deps: PlaceSupplierOrdersDeps,
  { signal, batch = BATCH, onProgress }: PlaceSupplierOrdersOptions,
): Promise<PlacedOrders> {
  const counts = { placed: 0, refused: 0, cancelled: 0, toReturn: 0 };
  const closed = new Map<string, string>();
  const clients = new Map<string, SupplierClient>();
  let done = 0;
  for (let after: SupplierOrderId | null = null; !signal.aborted;) {
    const due: SupplierOrder[] = await deps.supplierOrders.due(after, batch);
    if (due.length === 0) break;
    for (const { supplierOrder, order, account } of await withOrdersAndAccounts(deps, due)) {
      if (signal.aborted) break;
      if (closed.has(supplierOrder.supplierAccountId)) continue;
      if (account && account.status !== "ACTIVE") {
        closed.set(account.id, `the account is ${account.status}`);
        continue;
      }
      try {
        const client = account && (clients.get(account.id) ?? deps.clientOf(account));
        if (client) clients.set(supplierOrder.supplierAccountId, client);
        const outcome = await send(deps, supplierOrder, order, client, signal);
        if (outcome) counts[outcome]++;
      } catch (error) {
        signal.throwIfAborted();
        closed.set(supplierOrder.supplierAccountId, reasonOf(error));
      }
      onProgress?.(++done);
    }
    after = due.at(-1)!.id;
  }
  return { ...counts, closed: [...closed].map(([account, reason]) => ({ account, reason })) };
}

async function withOrdersAndAccounts({ orders, accounts }: PlaceSupplierOrdersDeps, due: readonly SupplierOrder[]) {
  const withOrders = await joinById({
    rows: due.map((supplierOrder) => ({ supplierOrder })),
    as: "order",
    on: ({ supplierOrder }) => supplierOrder.orderId,
    find: (ids) => orders.findAll(ids),
    missing: "fail",
    database: "market",
    table: "orders",
  });
  return await joinById({
    rows: withOrders,
    as: "account",
    on: ({ supplierOrder }) => supplierOrder.supplierAccountId,
    find: (ids) => accounts.findAll(ids),
    missing: "keep",
    database: "source",
    table: "supplier_accounts",
  });
}

async function send(
  { supplierOrders, digest, clock }: PlaceSupplierOrdersDeps,
  { id, status }: SupplierOrder,
  order: Order,
  client: SupplierClient | null,
  signal: AbortSignal,
): Promise<Exclude<keyof PlacedOrders, "closed"> | null> {
  const change = (decide: (now: SupplierOrder) => SupplierOrderStep) =>
    supplierOrders.change(id, decide, (listing, reason) => pauseListing(listing, reason, digest));
  if (client === null) {
    await change((now) => noteRefusedBySupplier(now, "there is no such supplier account any longer"));
    return "refused";
  }
  // It may have been cancelled since it was read.
  const now = status === "CANCELLING"
    ? await change((supplierOrder) => ({ supplierOrder }))
    : await change(beginPlacing);
  if (now?.status === "PLACING") {
    const answer = await client.place({ supplierOrder: now, receiver: order }, { signal });
    if (answer.outcome === "refused") {
      await change((then) => noteRefusedBySupplier(then, answer.reason));
      return "refused";
    }
    await change((then) => notePlaced(then, { externalId: answer.externalId, at: clock() }));
    return "placed";
  }
  if (now?.status === "CANCELLING") {
    const { outcome } = await client.cancel(id, { signal });
    await change((then) => noteCancelAnswer(then, outcome));
    return outcome === "cancelled" ? "cancelled" : "toReturn";
  }
  return null;
}
