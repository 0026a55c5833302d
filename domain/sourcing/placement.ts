/** The databases that one is split into, in the order in which they are written. */
export const SPLIT_DATABASES = ["source", "dropship", "market"] as const;

export type SplitDatabase = typeof SPLIT_DATABASES[number];

/** A table comes after those that it refers to. */
export const PLACEMENT: Readonly<Record<SplitDatabase, readonly string[]>> = {
  source: [
    "supplier_accounts",
    "supplier_sync_jobs",
    "supplier_sync_state",
    "supplier_raw_fetch_log",
    "supplier_item_raw",
    "supplier_order_raw",
    "supplier_qna_raw",
    "supplier_category_raw",
  ],
  dropship: ["products", "embeddings", "sourcing_candidates", "api_keys"],
  market: [
    "market_accounts",
    "market_order_raw",
    "market_product_raw",
    "market_listings",
    "orders",
    "supplier_orders",
    "benchmark_collect_jobs",
    "benchmark_products",
  ],
};

export const VECTOR_DATABASES: readonly SplitDatabase[] = ["dropship", "market"];

/** A column that refers to a row of another database, which no foreign key can enforce. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  readonly toTable: string;
  readonly toColumn: string;
}

const reference = (table: string, column: string, toTable: string): Reference => ({
  table,
  column,
  toTable,
  toColumn: "id",
});

/** The known references across databases; an old database's foreign keys may name more. */
export const CROSS_REFERENCES: readonly Reference[] = [
  reference("products", "supplier_account_id", "supplier_accounts"),
  reference("products", "supplier_item_id", "supplier_item_raw"),
  reference("sourcing_candidates", "benchmark_product_id", "benchmark_products"),
  reference("market_listings", "product_id", "products"),
  reference("supplier_orders", "supplier_account_id", "supplier_accounts"),
  reference("supplier_orders", "supplier_item_id", "supplier_item_raw"),
  reference("supplier_orders", "product_id", "products"),
];

export const HISTORIES_OF_MIGRATIONS: readonly string[] = ["alembic_version", "schema_history"];

export function placeOf(table: string): SplitDatabase | null {
  return SPLIT_DATABASES.find((database) => PLACEMENT[database].includes(table)) ?? null;
}
