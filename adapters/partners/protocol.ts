import type { InvalidInput } from "../../domain/shared/parse.ts";
import { refused, type Result } from "../../domain/shared/result.ts";
import type { MarketOrderIdentity } from "../../domain/sourcing/market_order.ts";
import type {
  MarketplaceClient,
  OrderFulfilment,
  PartnerFormat,
  RecordFeed,
  SupplierClient,
} from "../../application/sourcing/ports/partners.ts";
import type { PaceOptions } from "./paced_tries.ts";

export interface PartnerAddress extends PaceOptions {
  readonly url: string;
  /** `null`: none needed. */
  readonly token: string | null;
  /** What the marketplace calls the seller; `null` where it asks for no such name. */
  readonly vendorId?: string | null;
  /** Of the account, for this protocol alone. */
  readonly settings?: unknown;
}

export type MarketProductIdentity = MarketOrderIdentity;

export interface PartnerProtocol {
  readonly format: PartnerFormat;
  feed(address: PartnerAddress): RecordFeed;
  /** `null`: no supplier speaks it. */
  readonly orders: ((address: PartnerAddress) => SupplierClient) | null;
  /** `null`: no marketplace speaks it. */
  readonly listings: ((address: PartnerAddress) => MarketplaceClient) | null;
  /** For a marketplace that has to be told what becomes of its orders. */
  readonly fulfilment?: (address: PartnerAddress) => OrderFulfilment;
  /** The kind of the feed of the seller's own products, for a marketplace that has one. */
  readonly products?: { readonly kind: string; readonly identify: (raw: unknown) => MarketProductIdentity | null };
}

/** A partner's own words, such as its reason for a refusal, as far as they can be stored. */
export function partnersWords(text: string): string {
  return text.replaceAll("\0", "").slice(0, 500).toWellFormed();
}

/** A format's refusal of what its protocol does not carry. */
export function notCarried(what: string, reason: string): Result<never, InvalidInput> {
  const message = `Cannot read ${what}: ${reason}`;
  return refused({ code: "invalid_input", message, details: [message] });
}
