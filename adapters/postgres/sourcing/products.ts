import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type {
  ProductArrival,
  ProductIntake,
  Products,
  WithheldItem,
} from "../../../application/sourcing/ports/products.ts";
import { PRODUCT_CHANGED } from "../../../application/sourcing/messages.ts";
import type { ProductId } from "../../../domain/sourcing/ids.ts";
import type { Product, SaleStatus } from "../../../domain/sourcing/product.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { insertMessages, noteReceived } from "./cross_database_outbox.ts";
import { type DropshipDb, type DropshipScope, inDropship } from "./database.ts";
import { pageClause, positionColumn, toPage } from "./paging.ts";
import { PRODUCT_COLUMNS, PRODUCT_RECORD, productFromRow, productToRow } from "./product_rows.ts";

export class PostgresProducts implements Products, ProductIntake {
  readonly writes = "dropship";
  readonly #db: DropshipDb;

  constructor(db: DropshipDb) {
    this.#db = db;
  }

  find(id: ProductId): Promise<Product | null> {
    return this.findAll([id]).then(([product]) => product ?? null);
  }

  findAll(ids: readonly string[]): Promise<Product[]> {
    return mapPostgresErrors(async () =>
      ids.length === 0 ? [] : (await this.#db`select * from products where id in ${this.#db(ids)}`).map(productFromRow)
    );
  }

  list(page: PageRequest, status?: SaleStatus): Promise<Page<Product>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "created_at")} from products
        where ${status ? this.#db`status = ${status}` : this.#db`true`} ${pageClause(this.#db, "created_at", page)}`;
      return toPage(rows, page, productFromRow);
    });
  }

  take(arrivals: readonly ProductArrival[]): Promise<number> {
    return inDropship(this.#db, async (scope) => {
      const fresh = new Set(
        (await noteReceived(scope, "source", arrivals.map(({ message }) => message))).map(({ id }) => id),
      );
      // One statement can't change a row twice: the newest version counts.
      const newest = new Map<string, ProductArrival>();
      for (const arrival of arrivals.filter(({ message }) => fresh.has(message.id))) {
        const { supplierAccountId, supplierItemCode, supplierVersion } = arrival.product;
        const key = `${supplierAccountId}/${supplierItemCode}`;
        if ((newest.get(key)?.product.supplierVersion ?? 0) < supplierVersion) newest.set(key, arrival);
      }
      if (newest.size === 0) return 0;
      const rows = [...newest.values()].map(productToRow);
      const columns = scope.unsafe(PRODUCT_COLUMNS.join(", "));
      const changes = scope.unsafe(PRODUCT_COLUMNS.map((column) => `${column} = excluded.${column}`).join(", "));
      const stored = await scope`
        insert into products (${columns})
        select ${columns} from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(${
        scope.unsafe(PRODUCT_RECORD)
      })
        order by supplier_account_id, supplier_item_code
        on conflict (supplier_account_id, supplier_item_code) do update set ${changes}, updated_at = now()
        where products.supplier_version < excluded.supplier_version
        returning id, xmax <> 0 as was_there`;
      const changed = stored.filter(({ was_there }) => was_there).map(({ id }) => id as string);
      await tellMarket(scope, changed);
      return stored.length;
    });
  }

  withhold(items: readonly WithheldItem[]): Promise<number> {
    return inDropship(this.#db, async (scope) => {
      const rows = items.map((item) => ({
        account: item.supplierAccountId,
        item: item.supplierItemId,
        code: item.supplierItemCode,
        version: item.supplierVersion,
        reason: item.reason.slice(0, 2_000),
      }));
      // That version itself is taken once it can be read.
      const withheld = await scope`
        update products set status = case status when 'DISCONTINUED' then status else 'SOLD_OUT' end,
          withheld = r.reason, supplier_item_id = r.item, supplier_version = r.version - 1, updated_at = now()
        from json_to_recordset(${JSON.stringify(rows)}::text::json)
          as r(account uuid, item uuid, code text, version int, reason text)
        where supplier_account_id = r.account and supplier_item_code = r.code and supplier_version < r.version
          and withheld is distinct from r.reason
        returning products.id`;
      await tellMarket(scope, withheld.map(({ id }) => id as string));
      return withheld.length;
    });
  }
}

async function tellMarket(scope: DropshipScope, ids: readonly string[]): Promise<void> {
  await insertMessages(
    scope,
    "market",
    ids.map((id) => ({ kind: PRODUCT_CHANGED, subject: id, payload: { productId: id } })),
  );
}
