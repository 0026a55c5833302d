import type { Product, SaleStatus } from "../../domain/sourcing/product.ts";
import { productIdSchema } from "../../domain/sourcing/ids.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { type Explain, explained, joinById } from "../shared/join_by_id.ts";
import { onePage, type Page, type PageRequest } from "./page.ts";
import type { Products } from "./ports/products.ts";
import type { RawRecord, SupplierAccounts, SupplierRecords } from "./ports/suppliers.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

interface ProductWithSource {
  readonly product: Product;
  readonly item: RawRecord | null;
  readonly account: SupplierAccount | null;
}

interface ReadProductsDeps {
  readonly products: Products;
  readonly records: Pick<SupplierRecords, "itemsById">;
  readonly accounts: Pick<SupplierAccounts, "findAll">;
}

/** Three queries a page. */
export async function listProducts(
  deps: ReadProductsDeps,
  page: PageRequest,
  { status, explain }: { readonly status?: SaleStatus | undefined; readonly explain?: Explain | undefined } = {},
): Promise<Page<ProductWithSource>> {
  const { rows, next } = await onePage(
    explain,
    { database: "dropship", table: "products" },
    () => deps.products.list(page, status),
  );
  return { rows: await withSources(deps, rows, explain), next };
}

export async function readProduct(
  deps: ReadProductsDeps,
  id: string,
  explain?: Explain,
): Promise<Result<ProductWithSource, Unknown<"unknown_product">>> {
  const productId = productIdSchema.safeParse(id).data;
  const found = productId
    ? await explained(
      explain,
      { database: "dropship", query: "products where id in (…)", ids: 1 },
      () => deps.products.findAll([productId]),
    )
    : [];
  const [product] = await withSources(deps, found, explain);
  return product ? accepted(product) : refused(unknownThing("product", id, "read the product"));
}

async function withSources(
  { records, accounts }: Omit<ReadProductsDeps, "products">,
  products: readonly Product[],
  explain: Explain | undefined,
): Promise<ProductWithSource[]> {
  const withItems = await joinById({
    rows: products.map((product) => ({ product })),
    as: "item",
    on: ({ product }) => product.supplierItemId,
    find: (ids) => records.itemsById(ids),
    missing: "keep",
    database: "source",
    table: "supplier_item_raw",
  }, { explain });
  return await joinById({
    rows: withItems,
    as: "account",
    on: ({ product }) => product.supplierAccountId,
    find: (ids) => accounts.findAll(ids),
    missing: "keep",
    database: "source",
    table: "supplier_accounts",
  }, { explain });
}
