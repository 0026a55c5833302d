import type {
  MarketplaceClient,
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
}

export interface PartnerProtocol {
  readonly format: PartnerFormat;
  feed(address: PartnerAddress): RecordFeed;
  /** `null`: no supplier speaks it. */
  readonly orders: ((address: PartnerAddress) => SupplierClient) | null;
  /** `null`: no marketplace speaks it. */
  readonly listings: ((address: PartnerAddress) => MarketplaceClient) | null;
}
