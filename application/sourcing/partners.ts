import type { Product } from "../../domain/sourcing/product.ts";
import type { Listing } from "../../domain/sourcing/listing.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import type { JoinById } from "../shared/join_by_id.ts";
import type { Listings } from "./ports/listings.ts";
import type { Products } from "./ports/products.ts";
import type { SupplierAccounts } from "./ports/supplier_accounts.ts";
import type { RawRecord, SupplierRecords } from "./ports/supplier_records.ts";

/** The side of a join that is looked up: which database is asked what, by which id. */
export type Partners<R> = Pick<JoinById<never, R, never>, "find" | "idOfPartner" | "database" | "query">;

export function fromProducts(products: Pick<Products, "findAll">): Partners<Product> {
  return {
    find: (ids) => products.findAll(ids),
    idOfPartner: ({ id }) => id,
    database: "dropship",
    query: "products where id in (…)",
  };
}

export function fromSupplierItems(records: Pick<SupplierRecords, "itemsById">): Partners<RawRecord> {
  return {
    find: (ids) => records.itemsById(ids),
    idOfPartner: ({ id }) => id,
    database: "source",
    query: "supplier_item_raw where id in (…)",
  };
}

export function fromSupplierAccounts(accounts: Pick<SupplierAccounts, "findAll">): Partners<SupplierAccount> {
  return {
    find: (ids) => accounts.findAll(ids),
    idOfPartner: ({ id }) => id,
    database: "source",
    query: "supplier_accounts where id in (…)",
  };
}

export function fromListings(listings: Pick<Listings, "findAll">): Partners<Listing> {
  return {
    find: (ids) => listings.findAll(ids),
    idOfPartner: ({ id }) => id,
    database: "market",
    query: "market_listings where id in (…)",
  };
}
