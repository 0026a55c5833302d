import type { InvalidInput } from "../../../domain/shared/parse.ts";
import type { Result } from "../../../domain/shared/result.ts";
import type { BenchmarkDraft } from "../../../domain/sourcing/benchmark_product.ts";
import type { MarketAccount } from "../../../domain/sourcing/market_account.ts";
import type { MarketOrder, MarketOrderIdentity } from "../../../domain/sourcing/market_order.ts";
import type { SupplierAccount } from "../../../domain/sourcing/supplier_account.ts";
import type { RecordKind, SupplierItem, SupplierRecord } from "../../../domain/sourcing/supplier_item.ts";
import type { CancelAnswer, SupplierOrder, SupplierOrderNews } from "../../../domain/sourcing/supplier_order.ts";
import type { ListingId } from "../../../domain/sourcing/ids.ts";
import type { Offer } from "../../../domain/sourcing/listing.ts";
import type { Order } from "../../../domain/sourcing/order.ts";

export interface FeedRequest {
  readonly kind: string;
  readonly cursor: string | null;
  /** `null`: everything. */
  readonly updatedSince: Date | null;
  /** Of the first page of the last reading. */
  readonly etag: string | null;
  readonly query?: string;
}

export interface FeedPage {
  readonly outcome: "page";
  readonly records: readonly unknown[];
  readonly nextCursor: string | null;
  readonly etag: string | null;
  /** The feed's clock; `null` when it does not say. */
  readonly asOf: Date | null;
}

/** "gone": the cursor is no longer known; reading begins again. */
export type FeedAnswer = FeedPage | { readonly outcome: "not_modified" } | { readonly outcome: "gone" };

/** Without credentials. */
export interface FeedAttempt {
  readonly url: string;
  readonly attempt: number;
  readonly status: number | null;
  readonly items: number | null;
  readonly bytes: number | null;
  readonly etag: string | null;
  readonly durationMs: number;
  readonly error: string | null;
}

/** Retrying can't help: a wrong token, an unknown address, an unreadable answer. */
export class FeedRefused extends Error {
  override readonly name = "FeedRefused";
}

/** Pure: raw rows are kept as they came, and read again when they are used; of a supplier's orders what is followed. */
export interface PartnerFormat {
  /** Refuses what can't be stored or used. */
  supplierRecord(kind: RecordKind, raw: unknown): Result<SupplierRecord, InvalidInput>;
  /** Enough to know of what an otherwise unreadable record speaks; `null` where not even that can be read. */
  supplierIdentity(kind: RecordKind, raw: unknown): string | null;
  supplierItem(payload: unknown): Result<SupplierItem, InvalidInput>;
  supplierOrder(payload: unknown): Result<SupplierOrderNews, InvalidInput>;
  marketOrder(raw: unknown): Result<MarketOrder, InvalidInput>;
  /** The same order as far as it is read, with nobody's name, phone, address or message; refuses as `marketOrder` does. */
  marketOrderWithoutBuyer(raw: unknown): Result<Readonly<Record<string, unknown>>, InvalidInput>;
  /** Enough to keep an otherwise unreadable order; `null` where not even that can be read. */
  marketOrderIdentity(raw: unknown): MarketOrderIdentity | null;
  benchmark(raw: unknown): Result<BenchmarkDraft, InvalidInput>;
}

/** `null` for an unregistered protocol. */
export type FormatOf = (protocol: string) => PartnerFormat | null;

/**
 * Keeps the account's pace; retries no answer, 429 and 5xx after the pause that the feed asks for, and calls
 * `onAttempt` before each retry. Throws `Outage` after the last try, `FeedRefused` when retrying can't help, and the
 * signal's reason.
 */
export interface RecordFeed {
  read(
    request: FeedRequest,
    options: { readonly signal: AbortSignal; readonly onAttempt: (attempt: FeedAttempt) => Promise<void> },
  ): Promise<FeedAnswer>;
  /**
   * What the partner says of these now, for what pages that moved under the reader may have left out. In any order; what
   * is gone is not among them. Errors as of `read`. Only where the partner can be asked so.
   */
  find?(
    request: { readonly kind: string; readonly ids: readonly string[] },
    options: Parameters<RecordFeed["read"]>[1],
  ): Promise<readonly unknown[]>;
}

/** Retrying can't help: a wrong token, an unknown address, an unreadable answer. */
export class PartnerUnavailable extends Error {
  override readonly name = "PartnerUnavailable";
}

export interface CallOptions {
  readonly signal: AbortSignal;
}

export interface PartnerRefusal {
  readonly outcome: "refused";
  readonly reason: string;
}

/** Not now, and not for ever: asked again. */
export interface PartnerPending {
  readonly outcome: "pending";
  readonly reason: string;
}

export interface ListingState {
  readonly id: ListingId;
  /** A marketplace that has a later one keeps it. */
  readonly revision: number;
  readonly offer: Offer;
}

/**
 * Idempotent: `publish` by the listing's id, `withdraw` also of an unknown one. Throws `Outage` after the last retry,
 * `PartnerUnavailable` when retrying can't help, and the signal's reason; each call may have taken effect.
 */
export interface MarketplaceClient {
  publish(
    listing: ListingState,
    options: CallOptions,
  ): Promise<{ readonly outcome: "published"; readonly externalId: string } | PartnerRefusal>;
  change(
    listing: ListingState & { readonly externalId: string },
    options: CallOptions,
  ): Promise<{ readonly outcome: "changed" | "unknown" } | PartnerPending | PartnerRefusal>;
  /** @param listing without `externalId` it is found by the seller's own code */
  withdraw(
    listing: { readonly id: ListingId; readonly externalId: string | null },
    options: CallOptions,
  ): Promise<{ readonly outcome: "withdrawn" } | PartnerRefusal>;
}

export type OrderLine = Pick<Order, "externalOrderId" | "externalLineId">;

/**
 * What a marketplace is told of its orders. Idempotent: each asks what is there before it believes a failure. Errors as
 * in `MarketplaceClient`.
 */
export interface OrderFulfilment {
  /** The seller prepares it; only from now on receiver and quantity are final. */
  acknowledge(
    line: OrderLine,
    options: CallOptions,
  ): Promise<
    | {
      readonly outcome: "acknowledged";
      readonly receiver: MarketOrder["receiver"];
      readonly quantity: number;
    }
    | PartnerRefusal
  >;
  ship(
    shipment: OrderLine & { readonly carrier: string; readonly trackingNumber: string },
    options: CallOptions,
  ): Promise<{ readonly outcome: "shipped" } | PartnerRefusal>;
  cancel(
    line: OrderLine & { readonly quantity: number },
    options: CallOptions,
  ): Promise<{ readonly outcome: "cancelled" } | PartnerRefusal>;
}

export interface Purchase {
  readonly supplierOrder: Pick<SupplierOrder, "id" | "supplierItemCode" | "variant" | "quantity" | "supplyPrice">;
  readonly receiver: Pick<
    Order,
    "receiverName" | "receiverPhone" | "receiverPostcode" | "receiverAddress" | "deliveryNote" | "optionName"
  >;
}

/** Idempotent by the supplier order's id; a cancelled id can't be placed. Errors as in `MarketplaceClient`. */
export interface SupplierClient {
  place(
    purchase: Purchase,
    options: CallOptions,
  ): Promise<{ readonly outcome: "placed"; readonly externalId: string } | PartnerRefusal>;
  /**
   * "cancelled" also when the supplier never had it. "requested" where the supplier decides: it is asked once, and what it
   * decided is the answer to a later call with `cancelAskedAt`.
   */
  cancel(
    supplierOrder: Pick<SupplierOrder, "id" | "cancelAskedAt">,
    options: CallOptions,
  ): Promise<{ readonly outcome: CancelAnswer }>;
}

interface OpenFeed {
  readonly feed: RecordFeed;
  readonly format: PartnerFormat;
}

export interface MarketProducts {
  readonly feed: RecordFeed;
  readonly kind: string;
  readonly identify: (raw: unknown) => MarketOrderIdentity | null;
}

/** Opening makes no call; throws `PartnerUnavailable` for an unregistered protocol, and a fault for a missing token. */
export interface Partners {
  readonly formatOf: FormatOf;
  supplierFeed(account: SupplierAccount): OpenFeed;
  supplierClient(account: SupplierAccount): SupplierClient;
  marketplaceFeed(account: MarketAccount): OpenFeed;
  marketplaceClient(account: MarketAccount): MarketplaceClient;
  /** `null`: it need not be told of its orders. */
  fulfilment(account: MarketAccount): OrderFulfilment | null;
  /** `null`: it has no list of the seller's own products. */
  marketplaceProducts(account: MarketAccount): MarketProducts | null;
  benchmarkFeed(request: { readonly feedUrl: string; readonly credential: string | null }): OpenFeed;
}
