import type { Digest } from "../../domain/shared/digest.ts";
import type { SupplierOrderId } from "../../domain/sourcing/ids.ts";
import { pauseListing } from "../../domain/sourcing/listing.ts";
import type { MarketOrder } from "../../domain/sourcing/market_order.ts";
import type { Order } from "../../domain/sourcing/order.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import {
  beginPlacing,
  isSupplierDeciding,
  noteCancelAnswer,
  noteNotPrepared,
  notePlaced,
  noteRefusedBySupplier,
  type SupplierOrder,
  type SupplierOrderStep,
} from "../../domain/sourcing/supplier_order.ts";
import { reasonOf } from "../shared/fault.ts";
import type { Acknowledged, AcknowledgeOrder } from "./marketplace/acknowledge_orders.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { WritesOne } from "./one_database.ts";
import type { Orders, SupplierOrderBook } from "./ports/orders.ts";
import type { SupplierAccounts } from "./ports/suppliers.ts";
import type { SupplierClient } from "./ports/partners.ts";

export type PlaceSupplierOrdersDeps =
  & WritesOne<{
    readonly supplierOrders: SupplierOrderBook;
    readonly orders: Pick<Orders, "findAll">;
    readonly accounts: Pick<SupplierAccounts, "findAll">;
    /** Asked once an account. What it throws concerns this account alone. */
    readonly clientOf: (account: SupplierAccount) => SupplierClient;
    readonly digest: Digest;
    readonly clock: () => Date;
  }>
  & {
    /** Before an order is placed for the first time. */
    readonly acknowledge?: AcknowledgeOrder;
  };

interface PlaceSupplierOrdersOptions {
  readonly signal: AbortSignal;
  readonly batch?: number;
  readonly onProgress?: (done: number) => void;
}

export interface PlacedOrders {
  readonly placed: number;
  readonly refused: number;
  readonly cancelled: number;
  /** Suppliers that decide were asked to cancel them. */
  readonly cancelRequested: number;
  readonly toReturn: number;
  /** Accounts that could not be asked now; their orders are still due. */
  readonly closed: readonly { readonly account: string; readonly reason: string }[];
}

const BATCH = 200;

/**
 * Each order is stored as PLACING, placed under its id, then stored as PLACED: after a crash anywhere it is called
 * again and gets the lost answer. Compensations, each one transaction of the market database:
 * - The supplier refuses or cancels: REFUSED; order UNFULFILLABLE, listing PAUSED until the product changes.
 * - The market cancels: CANCELLED if nothing was called yet; else CANCELLING, and the supplier cancels by the same id.
 * - The supplier decides on the cancellation: it stays CANCELLING, and the supplier is asked every ten minutes.
 * - The supplier says too late: TO_RETURN, also for the order: a person handles the return.
 * - An answer "placed" comes after the cancellation: CANCELLING again.
 */
export async function placeSupplierOrders(
  deps: PlaceSupplierOrdersDeps,
  { signal, batch = BATCH, onProgress }: PlaceSupplierOrdersOptions,
): Promise<PlacedOrders> {
  const counts = { placed: 0, refused: 0, cancelled: 0, cancelRequested: 0, toReturn: 0 };
  const closed = new Map<string, string>();
  const clients = new Map<string, SupplierClient>();
  let done = 0;
  for (let after: SupplierOrderId | null = null; !signal.aborted;) {
    const due: SupplierOrder[] = await deps.supplierOrders.due(after, batch);
    if (due.length === 0) break;
    for (const { supplierOrder, order, account } of await withOrdersAndAccounts(deps, due)) {
      if (signal.aborted) break;
      if (isSupplierDeciding(supplierOrder, deps.clock())) continue;
      if (closed.has(supplierOrder.supplierAccountId) || closed.has(order.marketAccountId)) continue;
      if (account && account.status !== "ACTIVE") {
        closed.set(account.id, `the account is ${account.status}`);
        continue;
      }
      try {
        const client = account && (clients.get(account.id) ?? deps.clientOf(account));
        if (client) clients.set(supplierOrder.supplierAccountId, client);
        const prepared = supplierOrder.status === "WAITING" && client
          ? await acknowledged(deps, order, { signal, closed })
          : null;
        if (prepared === "later") continue;
        const outcome = await send(deps, supplierOrder, { order, prepared }, client, signal);
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

/** "later": the marketplace can't be asked now. */
async function acknowledged(
  { acknowledge }: Pick<PlaceSupplierOrdersDeps, "acknowledge">,
  order: Order,
  { signal, closed }: { readonly signal: AbortSignal; readonly closed: Map<string, string> },
): Promise<Acknowledged | "later"> {
  try {
    return await acknowledge?.(order, { signal }) ?? null;
  } catch (error) {
    signal.throwIfAborted();
    closed.set(order.marketAccountId, reasonOf(error));
    return "later";
  }
}

async function send(
  { supplierOrders, digest, clock }: PlaceSupplierOrdersDeps,
  { id, status }: SupplierOrder,
  { order, prepared }: { readonly order: Order; readonly prepared: Acknowledged },
  client: SupplierClient | null,
  signal: AbortSignal,
): Promise<Exclude<keyof PlacedOrders, "closed"> | null> {
  const change = (decide: (now: SupplierOrder) => SupplierOrderStep) =>
    supplierOrders.change(id, decide, (listing, reason) => pauseListing(listing, reason, digest));
  if (client === null) {
    await change((now) => noteRefusedBySupplier(now, "there is no such supplier account any longer"));
    return "refused";
  }
  if (prepared?.outcome === "refused") {
    await change((then) => noteNotPrepared(then, prepared.reason));
    return "refused";
  }
  // It may have been cancelled since it was read.
  const now = status === "CANCELLING"
    ? await change((supplierOrder) => ({ supplierOrder }))
    : await change((then) => beginPlacing(then, prepared?.receiver));
  if (now?.status === "PLACING") {
    const receiver = prepared ? withReceiver(order, prepared.receiver) : order;
    const answer = await client.place({ supplierOrder: now, receiver }, { signal });
    if (answer.outcome === "refused") {
      await change((then) => noteRefusedBySupplier(then, answer.reason));
      return "refused";
    }
    await change((then) => notePlaced(then, { externalId: answer.externalId, at: clock() }));
    return "placed";
  }
  if (now?.status === "CANCELLING") {
    const { outcome } = await client.cancel(now, { signal });
    await change((then) => noteCancelAnswer(then, outcome, clock()));
    return CANCELLED[outcome];
  }
  return null;
}

const CANCELLED = { cancelled: "cancelled", requested: "cancelRequested", too_late: "toReturn" } as const;

function withReceiver(order: Order, { name, phone, postcode, address }: MarketOrder["receiver"]): Order {
  return { ...order, receiverName: name, receiverPhone: phone, receiverPostcode: postcode, receiverAddress: address };
}
