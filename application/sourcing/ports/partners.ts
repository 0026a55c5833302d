import type { InvalidInput } from "../../../domain/shared/parse.ts";
import type { Result } from "../../../domain/shared/result.ts";
import type { BenchmarkDraft } from "../../../domain/sourcing/benchmark_product.ts";
import type { MarketAccount } from "../../../domain/sourcing/market_account.ts";
import type { MarketOrder, MarketOrderIdentity } from "../../../domain/sourcing/market_order.ts";
import type { SupplierAccount } from "../../../domain/sourcing/supplier_account.ts";
import type { RecordKind, SupplierItem, SupplierRecord } from "../../../domain/sourcing/supplier_item.ts";
import type { SupplierOrder, SupplierOrderNews } from "../../../domain/sourcing/supplier_order.ts";
import type { ListingId } from "../../../domain/sourcing/ids.ts";
import type { Offer } from "../../../domain/sourcing/listing.ts";
import type { Order } from "../../../domain/sourcing/order.ts";

export interface FeedRequest {
  readonly kind: string;
  readonly cursor: string | null;
  /** Only what changed since then; `null` for everything. */
  readonly updatedSince: Date | null;
  /** Of the first page that was read last time: the feed may say that nothing has changed. */
  readonly etag: string | null;
  readonly query?: string;
}

export interface FeedPage {
  readonly outcome: "page";
  readonly records: readonly unknown[];
  readonly nextCursor: string | null;
  readonly etag: string | null;
  /** The feed's own clock when it answered; `null` when it does not say. */
  readonly asOf: Date | null;
}

/** "gone": the cursor is no longer known, and reading has to begin again. */
export type FeedAnswer = FeedPage | { readonly outcome: "not_modified" } | { readonly outcome: "gone" };

/** One call of a feed and how it ended, without credentials. */
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

/**
 * How one protocol writes what its partners say. Pure: raw rows are kept as they came, and read again when they are used.
 */
export interface PartnerFormat {
  /** One record of a supplier's feed, with its id and time. Refuses what can't be stored or used. */
  supplierRecord(kind: RecordKind, raw: unknown): Result<SupplierRecord, InvalidInput>;
  supplierItem(payload: unknown): Result<SupplierItem, InvalidInput>;
  supplierOrder(payload: unknown): Result<SupplierOrderNews, InvalidInput>;
  marketOrder(raw: unknown): Result<MarketOrder, InvalidInput>;
  /** Enough to keep an order whose rest can't be read; `null` where not even that can be. */
  marketOrderIdentity(raw: unknown): MarketOrderIdentity | null;
  benchmark(raw: unknown): Result<BenchmarkDraft, InvalidInput>;
}

/** The format of a protocol; `null` for one that is not registered. */
export type FormatOf = (protocol: string) => PartnerFormat | null;

/**
 * Records of a supplier or a marketplace, page by page.
 *
 * `read` keeps to the account's pace and retries what is temporary (no answer, 429, 5xx) after the pause that the feed asks
 * for; `onAttempt` is called for each try before the next. Throws `Outage` after the last try, `FeedRefused` when retrying
 * can't help, and the signal's reason when it is aborted.
 */
export interface RecordFeed {
  read(
    request: FeedRequest,
    options: { readonly signal: AbortSignal; readonly onAttempt: (attempt: FeedAttempt) => Promise<void> },
  ): Promise<FeedAnswer>;
}

/** Nothing can be sent for this account: a wrong token, an unknown address, an unreadable answer. */
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

/** One state of a listing, as it is published. */
export interface ListingState {
  readonly id: ListingId;
  /** A marketplace that has a later one keeps it. */
  readonly revision: number;
  readonly offer: Offer;
}

/**
 * Where one account's listings are published. Its orders are read through a `RecordFeed`, kind "orders".
 *
 * Every call is idempotent: `publish` by the listing's id, `change` sets absolute values, `withdraw` of an unknown listing
 * is done. Retries are those of a feed; throws `Outage` after the last, `PartnerUnavailable` when retrying can't help, and
 * the signal's reason when it is aborted. After any throw the call may or may not have taken effect.
 */
export interface MarketplaceClient {
  publish(
    listing: ListingState,
    options: CallOptions,
  ): Promise<{ readonly outcome: "published"; readonly externalId: string } | PartnerRefusal>;
  /** "unknown": the marketplace has no such listing. */
  change(
    listing: ListingState & { readonly externalId: string },
    options: CallOptions,
  ): Promise<{ readonly outcome: "changed" | "unknown" } | PartnerRefusal>;
  /** @param listing without `externalId` it is found by the seller's own code */
  withdraw(
    listing: { readonly id: ListingId; readonly externalId: string | null },
    options: CallOptions,
  ): Promise<{ readonly outcome: "withdrawn" } | PartnerRefusal>;
}

export interface Purchase {
  readonly supplierOrder: Pick<SupplierOrder, "id" | "supplierItemCode" | "quantity" | "supplyPrice">;
  readonly receiver: Pick<
    Order,
    "receiverName" | "receiverPhone" | "receiverPostcode" | "receiverAddress" | "deliveryNote" | "optionName"
  >;
}

/**
 * Where one account orders at its supplier.
 *
 * Every call is idempotent by the supplier order's id. A cancellation is remembered for that id, so that an order that
 * arrives after it is not placed. Retries and errors are those of `MarketplaceClient`.
 */
export interface SupplierClient {
  place(
    purchase: Purchase,
    options: CallOptions,
  ): Promise<{ readonly outcome: "placed"; readonly externalId: string } | PartnerRefusal>;
  /** "cancelled" also when the supplier never had it. */
  cancel(id: SupplierOrder["id"], options: CallOptions): Promise<{ readonly outcome: "cancelled" | "too_late" }>;
}

interface OpenFeed {
  readonly feed: RecordFeed;
  readonly format: PartnerFormat;
}

/**
 * The clients of accounts. Opening one makes no call; it throws `PartnerUnavailable` for a protocol that is not
 * registered, and a fault for a token that is not configured, both of which concern this account alone.
 */
export interface Partners {
  readonly formatOf: FormatOf;
  supplierFeed(account: SupplierAccount): OpenFeed;
  supplierClient(account: SupplierAccount): SupplierClient;
  marketplaceFeed(account: MarketAccount): OpenFeed;
  marketplaceClient(account: MarketAccount): MarketplaceClient;
  benchmarkFeed(request: { readonly feedUrl: string; readonly credential: string | null }): OpenFeed;
}
