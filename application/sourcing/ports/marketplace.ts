import type { ListingId } from "../../../domain/sourcing/ids.ts";
import type { Offer } from "../../../domain/sourcing/listing.ts";

/** The other side takes nothing from this account: a wrong token, an unknown address, an answer nobody can read. */
export class PartnerUnavailable extends Error {
  override readonly name = "PartnerUnavailable";
}

export interface DeskOptions {
  readonly signal: AbortSignal;
}

export interface DeskRefusal {
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
    options: DeskOptions,
  ): Promise<{ readonly outcome: "published"; readonly externalId: string } | DeskRefusal>;
  /** "unknown": the market has no such listing any longer. */
  change(
    listing: ListingState & { readonly externalId: string },
    options: DeskOptions,
  ): Promise<{ readonly outcome: "changed" | "unknown" } | DeskRefusal>;
  /** @param listing without `externalId` it is found by the seller's own code */
  withdraw(
    listing: { readonly id: ListingId; readonly externalId: string | null },
    options: DeskOptions,
  ): Promise<{ readonly outcome: "withdrawn" } | DeskRefusal>;
}
