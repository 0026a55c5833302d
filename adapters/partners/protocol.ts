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
}

export interface PartnerProtocol {
  readonly format: PartnerFormat;
  feed(address: PartnerAddress): RecordFeed;
  orders(address: PartnerAddress): SupplierClient;
  listings(address: PartnerAddress): MarketplaceClient;
}
