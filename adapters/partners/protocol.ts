import type {
  MarketplaceClient,
  PartnerFormat,
  RecordFeed,
  SupplierClient,
} from "../../application/sourcing/ports/partners.ts";
import type { PaceOptions } from "./paced_tries.ts";

export interface PartnerAddress extends PaceOptions {
  readonly url: string;
  /** `null` for an API that asks for none. */
  readonly token: string | null;
}

/** One way of speaking to partners: how their records are read, and how listings and orders are sent to them. */
export interface PartnerProtocol {
  readonly format: PartnerFormat;
  feed(address: PartnerAddress): RecordFeed;
  orders(address: PartnerAddress): SupplierClient;
  listings(address: PartnerAddress): MarketplaceClient;
}
