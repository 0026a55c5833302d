import type { Product, ProductDraft, SaleStatus } from "../../../domain/sourcing/product.ts";
import type { ProductId } from "../../../domain/sourcing/ids.ts";
import type { CarriedMessage } from "./cross_database_outbox.ts";
import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "./page.ts";

/** Products, for whoever looks at them. Throws `Outage`. */
export interface Products {
  find(id: ProductId): Promise<Product | null>;
  /** Those with these ids, in any order; one question. */
  findAll(ids: readonly string[]): Promise<Product[]>;
  list(page: PageRequest, status?: SaleStatus): Promise<Page<Product>>;
}

/** A product to store, because of a message. */
export interface ProductArrival {
  readonly message: CarriedMessage;
  readonly product: ProductDraft;
  /** SHA-256 of the text that stands for it. */
  readonly textHash: string;
}

/**
 * Takes products in. `take` notes the messages and stores the products of those that were not noted before, in one
 * transaction: a new one, or the next version of one that is there; a version that is older than what is there changes
 * nothing. Gives how many products were made or changed. Throws `Outage` and `DataRefused`.
 */
export interface ProductIntake extends Writes<"dropship"> {
  take(arrivals: readonly ProductArrival[]): Promise<number>;
}
