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

/** One question to a feed. */
export interface FeedRequest {
  /** What of the feed, as its address names it: `items`, `orders`, … */
  readonly kind: string;
  /** As the page before gave it; `null` for the first. */
  readonly cursor: string | null;
  /** Only what changed since then; `null` for everything. */
  readonly updatedSince: Date | null;
  /** Of the first page that was read last time: the feed may say that nothing has changed. */
  readonly etag: string | null;
  /** What to look for, in feeds that can be asked. */
  readonly query?: string;
}

export interface FeedPage {
  readonly outcome: "page";
  /** As they came; not checked. */
  readonly records: readonly unknown[];
  /** `null` on the last page. */
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
  /** Of HTTP; `null` when no answer came. */
  readonly status: number | null;
  readonly items: number | null;
  readonly bytes: number | null;
  readonly etag: string | null;
  readonly durationMs: number;
  readonly error: string | null;
}

/** The feed will not answer, however often it is asked: a wrong token, an unknown address, an answer nobody can read. */
export class FeedRefused extends Error {
  override readonly name = "FeedRefused";
}

/**
 * How one protocol writes what its partners say. Pure: raw rows are kept as they came, and read again when they are used.
 */
export interface PartnerFormat {
  /** One record of a supplier's feed, with what tells it and its versions apart. Refuses what can't be stored or used. */
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
 * Records of a supplier or a market, page by page.
 *
 * `read` keeps to the pace it was opened with, and tries again what may go better later (no answer, 429, 5xx), as long as
 * the feed asks for; each try is told to `onAttempt` before the next one. Throws `Outage` when it has tried enough,
 * `FeedRefused` when trying again can't help, and the signal's reason when it is aborted.
 */
export interface RecordFeed {
  read(
    request: FeedRequest,
    options: { readonly signal: AbortSignal; readonly onAttempt: (attempt: FeedAttempt) => Promise<void> },
  ): Promise<FeedAnswer>;
}

/** The other side takes nothing from this account: a wrong token, an unknown address, an answer nobody can read. */
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

/** One state of a listing, as a market is told of it. */
export interface ListingState {
  /** The seller's own code. */
  readonly id: ListingId;
  /** A market that has a later one keeps it. */
  readonly revision: number;
  readonly offer: Offer;
}

/**
 * Where one account's listings are published. Its orders are read through a `RecordFeed`, kind "orders".
 *
 * Every call may be made again: `publish` is told apart by the listing's id and gives the same answer, `change` sets
 * absolute values, `withdraw` of what is not there is done. What may go better later is tried again, as long as the market
 * asks for; throws `Outage` when that was enough, `PartnerUnavailable` when trying again can't help, and the signal's reason when
 * it is aborted. After any throw the call may or may not have been carried out.
 */
export interface MarketplaceClient {
  publish(
    listing: ListingState,
    options: CallOptions,
  ): Promise<{ readonly outcome: "published"; readonly externalId: string } | PartnerRefusal>;
  /** "unknown": the market has no such listing any longer. */
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

/** What is ordered, and where it goes. */
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
 * Every call may be made again: the supplier order's id tells apart what was placed already, and the same answer is given.
 * A cancellation is remembered for that id too, so that an order that arrives after it is not placed. Retries and errors
 * are those of a market's client.
 */
export interface SupplierClient {
  place(
    purchase: Purchase,
    options: CallOptions,
  ): Promise<{ readonly outcome: "placed"; readonly externalId: string } | PartnerRefusal>;
  /** "cancelled" also when the supplier never had it. */
  cancel(id: SupplierOrder["id"], options: CallOptions): Promise<{ readonly outcome: "cancelled" | "too_late" }>;
}

/** A feed, and how its records are read. */
export interface OpenFeed {
  readonly feed: RecordFeed;
  readonly format: PartnerFormat;
}

/**
 * What accounts are reached through. Opening calls nobody; it throws `PartnerUnavailable` for a protocol that is not
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
