import { fileURLToPath } from "node:url";
import type { Sql } from "../adapters/postgres/connect.ts";
import { assetUrl } from "../adapters/system/asset_url.ts";

/** How much stands in the old database. */
interface OldShopSize {
  /** Rows of all tables together, about. */
  readonly rows: number;
  /** Of these, rows that carry a vector of 1,536 dimensions, about. */
  readonly vectors: number;
}

const DATABASES = ["source", "dropship", "market"] as const;

/** What the three databases have for themselves; one database needed none of it. */
const NOT_IN_THE_OLD = ["inbox", "outbox", "supplier_rejects"];

/**
 * Makes a `drop01` of an empty database: all tables of the three in one, with the foreign keys that only one database can
 * hold, filled with rows that are the same each time.
 *
 * The rows hold what copying gets wrong first: NULL beside empty text, tabs, backslashes, line ends, Korean, emoji,
 * integers beyond 2^53, infinite times, times with microseconds, arrays with NULL, a text of a megabyte.
 */
export async function fillOldDatabase(sql: Sql, size: OldShopSize): Promise<void> {
  await makeTables(sql);
  // Row by row they would take longer than everything else together.
  const vectorIndexes = await sql`select indexname, indexdef from pg_indexes where indexdef like '% USING hnsw %'`;
  for (const { indexname } of vectorIndexes) await sql`drop index ${sql(indexname)}`;
  await fill(sql, shares(size));
  await sql.unsafe("set maintenance_work_mem = '512MB'");
  for (const { indexdef } of vectorIndexes) await sql.unsafe(indexdef);
  await sql`analyze`.simple();
}

/** A database that is as it was left, with what its later owners do not know. */
export async function addLeftovers(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create table "Legacy Notes" ("Note Id" integer primary key, "메모" text);
    insert into "Legacy Notes" values (1, 'call "Kim"'), (2, null);
    alter table products add column "legacyCode" text;
    update products set "legacyCode" = 'L-' || supplier_item_code where stock % 3 = 0;
    create view cheap_products as select id, name from products where selling_price < 10000;
    create sequence invoice_numbers start 1000;
    create table alembic_version (version_num varchar(32) primary key);
    insert into alembic_version values ('4f2a9c');`).simple();
}

async function makeTables(sql: Sql): Promise<void> {
  for (const database of DATABASES) {
    const folder = fileURLToPath(assetUrl(`migrations/${database}`));
    const files = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
    for (const file of files.filter((name) => name.includes(".do.")).sort()) {
      await sql.unsafe(await Deno.readTextFile(`${folder}/${file}`)).simple();
    }
    await sql.unsafe(`drop table if exists ${NOT_IN_THE_OLD.join(", ")} cascade`).simple();
  }
  await sql.unsafe(`
    alter table products add foreign key (supplier_item_id) references supplier_item_raw (id);
    alter table products add foreign key (supplier_account_id) references supplier_accounts (id);
    alter table market_listings add foreign key (product_id) references products (id);
    alter table supplier_orders add foreign key (supplier_item_id) references supplier_item_raw (id);
    alter table supplier_orders add foreign key (product_id) references products (id);
    alter table sourcing_candidates add foreign key (benchmark_product_id) references benchmark_products (id);`)
    .simple();
}

interface Shares {
  readonly items: number;
  readonly others: number;
  readonly fetches: number;
  readonly products: number;
  readonly embeddings: number;
  readonly benchmarks: number;
  readonly listings: number;
  readonly orders: number;
}

function shares({ rows, vectors }: OldShopSize): Shares {
  const part = (share: number) => Math.max(2, Math.round(rows * share));
  const items = part(0.34);
  const products = Math.min(items, part(0.14));
  return {
    items,
    others: part(0.02),
    fetches: part(0.14),
    products,
    embeddings: Math.min(products, Math.round(vectors * 0.6)),
    benchmarks: Math.max(2, Math.round(vectors * 0.4)),
    listings: Math.min(products, part(0.06)),
    orders: part(0.08),
  };
}

const ITEM = `jsonb_build_object('code', 'W' || n, 'name', '여름 린넨 셔츠 ' || n, 'price', 3000 + n % 90000,
  'category', array['의류', '상의', '셔츠'], 'stock', n % 500, 'options', jsonb_build_array(
    jsonb_build_object('name', '색상', 'values', jsonb_build_array('흰색', '검정', '하늘')),
    jsonb_build_object('name', '크기', 'values', jsonb_build_array('S', 'M', 'L'))),
  'detail', 'https://images.example/items/' || md5(n::text) || '.jpg', 'origin', 'KR', 'tax', n % 2 = 0,
  'weight', (n % 3000)::numeric / 1000, 'memo', case n % 5 when 0 then null when 1 then '' else repeat('면 ', (n % 9)::int) end)`;
const vectorOf = (seed: string) =>
  `(select array_agg(sin(${seed} * 12.9898 + i * 78.233)::real order by i)::vector from generate_series(1, 1536) i)`;
const uuid = (what: string, n = "n") => `md5('${what}' || ${n})::uuid`;
/** Microseconds too: what only counts milliseconds loses them. */
const at = (n = "n") => `'2025-03-01T00:00:00Z'::timestamptz + ${n} * interval '37.000001 seconds'`;
const series = (rows: number) => `generate_series(1::bigint, ${rows}) n`;
const hash = (what: string) => `md5('${what}' || n) || md5('${what}.' || n)`;

async function fill(sql: Sql, of: Shares): Promise<void> {
  const rawRows = (table: string, rows: number) => `
    insert into ${table} (id, account_id, external_id, version, payload, content_hash, source_updated_at, job_id, fetched_at)
    select ${uuid(table)}, ${uuid("account", "(n % 3)")}, 'W' || n, 1, ${ITEM}, ${hash(table)},
      case when n % 7 > 0 then ${at()} end, case when n % 4 > 0 then ${uuid("job", "(n % 9)")} end, ${at()} from ${
    series(rows)
  }`;
  const statements = [
    `insert into supplier_accounts (id, supplier, name, feed_url, credential, settings, created_at, updated_at)
      select ${uuid("account")}, 'ownerclan', E'계정 ' || n || E'\\t\\\\\\n"끝"', 'https://feed.example/' || n,
        case when n = 1 then null else 'main' end, '{"zone": "서울", "empty": "", "list": []}', ${at()}, ${at()} from generate_series(0, 2) n`,
    `insert into supplier_sync_jobs (id, account_id, kind, status, seen, error, created_at, finished_at)
      select ${uuid("job")}, ${
      uuid("account", "(n % 3)")
    }, 'items', 'DONE', 9007199254740993 + n, case n % 2 when 0 then '' end, ${at()}, 'infinity'
      from generate_series(0, 8) n`,
    `insert into supplier_sync_state (id, account_id, kind, job_id, next_cursor, synced_until, updated_at)
      select ${uuid("state")}, ${uuid("account")}, 'items', ${
      uuid("job")
    }, '', '-infinity', ${at()} from generate_series(0, 2) n`,
    `insert into supplier_raw_fetch_log (id, account_id, job_id, kind, url, status, items, bytes, duration_ms, error, fetched_at)
      select ${uuid("fetch")}, ${uuid("account", "(n % 3)")}, ${uuid("job", "(n % 9)")}, 'items',
        'https://feed.example/items?cursor=' || md5(n::text) || '&limit=1000', case when n % 50 > 0 then 200 end, 1000,
        case when n % 50 > 0 then 2147483648 + n end, n % 900, case when n % 50 = 0 then E'연결 끊김\\r\\n\\tat line ' || n end, ${at()}
      from ${series(of.fetches)}`,
    rawRows("supplier_item_raw", of.items),
    rawRows("supplier_order_raw", of.others),
    rawRows("supplier_qna_raw", of.others),
    rawRows("supplier_category_raw", of.others),
    `insert into products (id, supplier_account_id, supplier_item_id, supplier_item_code, supplier_version, name, brand, category,
        description, image_urls, options, supply_price, selling_price, margin_rate, price_policy, stock, text_hash, created_at, updated_at)
      select ${uuid("product")}, ${uuid("account", "(n % 3)")}, ${uuid("supplier_item_raw")}, 'W' || n, 1,
        '여름 린넨 셔츠 👕 ' || n, case n % 4 when 0 then '' else '모닝글로리' end, '의류/상의',
        case when n = 1 then repeat('아주 긴 설명 "따옴표" \\ ', 40000) else repeat('시원한 소재. ', (n % 20)::int) end,
        jsonb_build_array('https://images.example/' || n || '.jpg'), '[]', 1000 + n % 5000, 8000 + n % 9000, 0.1 + 1.0 / (n + 2),
        'standard', n % 100, ${hash("text")}, ${at()}, ${at()} from ${series(of.products)}`,
    `insert into embeddings (id, product_id, space, text_hash, embedding, created_at, updated_at)
      select ${uuid("embedding")}, ${uuid("product")}, 'text-embedding-3-small/1536', ${hash("text")}, ${
      vectorOf("n")
    }, ${at()}, ${at()}
      from ${series(of.embeddings)}`,
    `insert into api_keys (id, name, digest, scopes, created_at)
      select ${uuid("key")}, 'key ' || n, ${hash("key")},
        case n when 1 then '{}' when 2 then array['read', '', 'a,b', '"q"', 'back\\slash', null] else array['쓰기'] end::text[], ${at()}
      from generate_series(1, 3) n`,
    `insert into benchmark_collect_jobs (id, market, feed_url, query, status, created_at)
      select ${
      uuid("collect")
    }, 'coupang', 'https://market.example/best', '린넨', 'DONE', ${at()} from generate_series(0, 4) n`,
    `insert into benchmark_products (id, job_id, market, external_id, name, category, price, rating, payload, content_hash, text_hash,
        space, embedded_hash, embedding, collected_at, created_at, updated_at)
      select ${uuid("benchmark")}, ${
      uuid("collect", "(n % 5)")
    }, 'coupang', 'C' || n, '리넨 남방 ' || n, '의류', 9900 + n,
        case when n % 3 > 0 then (n % 50)::double precision / 10 end, ${ITEM}, ${hash("benchmark")}, ${
      hash("bench text")
    },
        case when n % 20 > 0 then 'text-embedding-3-small/1536' end, case when n % 20 > 0 then ${
      hash("bench text")
    } end,
        case when n % 20 > 0 then ${vectorOf("(n + 0.5)")} end, ${at()}, ${at()}, ${at()} from ${
      series(of.benchmarks)
    }`,
    `insert into sourcing_candidates (id, benchmark_product_id, product_id, space, score, rank, status, found_at, decided_at, updated_at)
      select ${uuid("candidate")}, ${uuid("benchmark")}, ${
      uuid("product", "(1 + n % " + of.products + ")")
    }, 'text-embedding-3-small/1536',
        cos(n), 1, case n % 2 when 0 then 'FOUND' else 'ACCEPTED' end, ${at()}, case n % 2 when 1 then ${at()} end, ${at()} from ${
      series(of.benchmarks)
    }`,
    `insert into market_accounts (id, market, name, api_url, fee_rate, created_at, updated_at)
      select ${
      uuid("market")
    }, 'coupang', '가게 ' || n, 'https://api.example/' || n, 0.108, ${at()}, ${at()} from generate_series(0, 1) n`,
    `insert into market_order_raw (id, account_id, external_id, version, payload, content_hash, processed_at, fetched_at)
      select ${uuid("order raw")}, ${uuid("market", "(n % 2)")}, 'O' || n, 1, ${ITEM}, ${
      hash("order raw")
    }, ${at()}, ${at()} from ${series(of.orders)}`,
    `insert into market_product_raw (id, account_id, external_id, version, payload, content_hash, fetched_at)
      select ${uuid("market raw")}, ${uuid("market", "(n % 2)")}, 'P' || n, 1, ${ITEM}, ${
      hash("market raw")
    }, ${at()} from ${series(of.others)}`,
    `insert into market_listings (id, market_account_id, product_id, external_id, title, price, stock, status, payload, content_hash, created_at, updated_at)
      select ${uuid("listing")}, ${uuid("market", "(n % 2)")}, ${
      uuid("product")
    }, 'L' || n, '여름 린넨 셔츠 ' || n, 12900, n % 90,
        case n % 3 when 0 then 'DRAFT' else 'PUBLISHED' end, ${ITEM}, ${hash("listing")}, ${at()}, ${at()} from ${
      series(of.listings)
    }`,
    `insert into orders (id, market_account_id, raw_id, listing_id, external_order_id, external_line_id, product_name, quantity, unit_price,
        total_amount, buyer_name, receiver_name, receiver_phone, receiver_address, ordered_at, created_at, updated_at)
      select ${uuid("order")}, ${uuid("market", "(n % 2)")}, ${uuid("order raw")},
        case when n % 10 > 0 then ${
      uuid("listing", "(1 + n % " + of.listings + ")")
    } end, 'O' || n, '1', '여름 린넨 셔츠', 1 + n % 3, 12900,
        9007199254740993 - n, case when n % 6 > 0 then '김' || n end, '이' || n, '010-0000-' || lpad((n % 10000)::text, 4, '0'),
        '서울특별시 중구 세종대로 ' || n, ${at()}, ${at()}, ${at()} from ${series(of.orders)}`,
    `insert into supplier_orders (id, order_id, supplier_account_id, supplier_item_id, supplier_item_code, product_id, quantity,
        supply_price, total_amount, created_at, updated_at)
      select ${uuid("supplier order")}, ${uuid("order")}, ${uuid("account", "(n % 3)")}, ${
      uuid("supplier_item_raw", "(1 + n % " + of.products + ")")
    },
        'W' || n, ${uuid("product", "(1 + n % " + of.products + ")")}, 1, 5000, 5000, ${at()}, ${at()} from ${
      series(of.orders)
    }`,
  ];
  for (const statement of statements) await sql.unsafe(statement).simple();
}
