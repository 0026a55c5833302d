import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { mapPostgresErrors } from "../../adapters/postgres/core/map_errors.ts";
import type { ListingBook } from "../../application/sourcing/ports/marketplace.ts";
import type { Products } from "../../application/sourcing/ports/products.ts";
import type { Digest } from "../../domain/shared/digest.ts";
import { listingIdSchema, marketAccountIdSchema } from "../../domain/sourcing/ids.ts";
import { adoptListing, draftListing } from "../../domain/sourcing/listing.ts";
import type { Move } from "./move.ts";
import { quoted, tableName } from "./sql/names.ts";
import { reading } from "./sql/transactions.ts";

export interface RecollectedListings {
  readonly added: number;
  /** They were there already. */
  readonly known: number;
  /** Closed or refused in the old database. */
  readonly ended: number;
  /** Their product is not to be had any more, or their market account is not there. */
  readonly unmatched: number;
  readonly examples: readonly string[];
  /** Why nothing could be derived. */
  readonly problem: string | null;
}

interface OldListing {
  readonly id: string;
  readonly account: string;
  readonly externalId: string | null;
  readonly status: string | null;
  readonly supplier: string;
  readonly code: string;
}

interface ListingsDeps {
  readonly old: Sql;
  readonly dropship: Sql;
  readonly products: Pick<Products, "findAll">;
  readonly listings: Pick<ListingBook, "add">;
  readonly marketAccounts: ReadonlySet<string>;
  readonly digest: Digest;
}

const AT_ONCE = 500;
const EXAMPLES = 5;
const ENDED = ["REFUSED", "CLOSING", "CLOSED"];

/** Listings under the ids that the marketplaces know, of the new products with the same supplier's item code. */
export async function recollectListings(
  deps: ListingsDeps,
  moves: readonly Move[],
): Promise<RecollectedListings> {
  const none = { added: 0, known: 0, ended: 0, unmatched: 0, examples: [] };
  const query = queryOf(moves);
  if ("problem" in query) return { ...none, problem: query.problem };
  const old = await reading(deps.old)(async (sql) => [...await sql.unsafe<OldListing[]>(query.sql)]);
  const counts = { ...none, examples: [] as string[] };
  for (let from = 0; from < old.length; from += AT_ONCE) {
    const some = old.slice(from, from + AT_ONCE);
    const products = await productsOf(deps, some);
    for (const { id, account, externalId, status, supplier, code } of some) {
      const product = products.get(`${supplier}/${code}`);
      const listingId = listingIdSchema.safeParse(id).data;
      if (status !== null && ENDED.includes(status)) {
        counts.ended++;
        continue;
      }
      const accountId = deps.marketAccounts.has(account) ? marketAccountIdSchema.parse(account) : null;
      const drafted = product && listingId && accountId
        ? draftListing(product, {
          id: listingId,
          marketAccountId: accountId,
          price: null,
          now: new Date(),
          digest: deps.digest,
        })
        : null;
      if (!drafted?.ok) {
        counts.unmatched++;
        if (counts.examples.length < EXAMPLES) counts.examples.push(externalId ?? id);
        continue;
      }
      const listing = externalId === null ? drafted.value : adoptListing(drafted.value, externalId);
      counts[await deps.listings.add(listing) === "added" ? "added" : "known"]++;
    }
  }
  return { ...counts, problem: null };
}

function queryOf(moves: readonly Move[]): { readonly sql: string } | { readonly problem: string } {
  const rowsOf = (table: string, needed: readonly string[], optional: readonly string[] = []) => {
    const move = moves.find((move) => move.table === table);
    if (!move) return { missing: [table] };
    const valueOf = (name: string) => move.columns.find((column) => column.name === name)?.value;
    const missing = needed.filter((name) => valueOf(name) === undefined).map((name) => `${table}.${name}`);
    if (missing.length > 0) return { missing };
    const values = [...needed, ...optional].map((name) => `(${valueOf(name) ?? "null"})::text as ${quoted(name)}`);
    return { missing: [], rows: `(select ${values.join(", ")} from ${tableName(move.oldTable)})` };
  };
  const listings = rowsOf("market_listings", ["id", "market_account_id", "product_id"], ["external_id", "status"]);
  const products = rowsOf("products", ["id", "supplier_account_id", "supplier_item_code"]);
  const missing = [...listings.missing, ...products.missing];
  if (missing.length > 0) {
    return { problem: `the old database does not say ${missing.join(", ")}: --map FILE can` };
  }
  return {
    sql: `select l.id, l.market_account_id as account, l.external_id as "externalId", l.status,
        p.supplier_account_id as supplier, p.supplier_item_code as code
      from ${listings.rows} l join ${products.rows} p on p.id = l.product_id order by l.id`,
  };
}

async function productsOf({ dropship, products }: ListingsDeps, listings: readonly OldListing[]) {
  const wanted = JSON.stringify(listings.map(({ supplier, code }) => ({ supplier, code })));
  const rows = await mapPostgresErrors(() =>
    dropship<{ id: string; supplier: string; code: string }[]>`
      select distinct p.id::text, w.supplier, w.code from products p
      join json_to_recordset(${wanted}::text::json) as w (supplier text, code text)
        on w.supplier = p.supplier_account_id::text and w.code = p.supplier_item_code`
  );
  const byId = new Map(
    (await products.findAll(rows.map(({ id }) => id))).map((product) => [String(product.id), product]),
  );
  return new Map(rows.map(({ id, supplier, code }) => [`${supplier}/${code}`, byId.get(id)]));
}
