import { assert, assertEquals } from "@std/assert";
import { temporaryDatabase } from "../../testing/engines/temporary_database.ts";
import "../../testing/engines/leak_checks.ts";
import { PostgresOrders } from "../../adapters/postgres/commerce/orders.ts";
import { PostgresProducts } from "../../adapters/postgres/commerce/products.ts";
import { PostgresUsers } from "../../adapters/postgres/commerce/users.ts";
import { PostgresBeacons } from "../../adapters/postgres/identity/beacons.ts";

// The records of the database guide, as it writes them.
const USER = {
  "user_id": "U_001",
  "name": "Hong Gil Dong",
  "gender": "M",
  "age": 30,
  "address": "Seoul Gangnam-gu ...",
};
const PRODUCT = { "product_id": "P1001", "name": "MacBook Pro", "category": "Electronics", "price": 3000000 };
const ORDER = { "order_id": "O_1", "user_id": "U_001", "product_id": "P1001", "quantity": 1, "total_amount": 3000000 };

/** The tables of the identity model, as it makes them. */
const IDENTITY_TABLES = `
  CREATE TABLE customers (
      customer_id VARCHAR(64) PRIMARY KEY,
      last_seen TIMESTAMP WITH TIME ZONE NOT NULL,
      preferences JSONB DEFAULT '{}',
      created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP
  );
  CREATE TABLE beacons (
      beacon_id VARCHAR(36) PRIMARY KEY,
      store_id VARCHAR(64) NOT NULL,
      major INT NOT NULL CHECK (major >= 0 AND major <= 65535),
      minor INT NOT NULL CHECK (minor >= 0 AND minor <= 65535),
      location VARCHAR(32),
      status VARCHAR(16) NOT NULL DEFAULT 'active',
      updated_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
      CONSTRAINT valid_status CHECK (status IN ('active', 'inactive', 'maintenance'))
  );
  CREATE TABLE customer_identities (
      id BIGSERIAL,
      customer_id VARCHAR(64) NOT NULL REFERENCES customers(customer_id),
      beacon_id VARCHAR(36) NOT NULL REFERENCES beacons(beacon_id),
      location VARCHAR(32),
      confidence REAL NOT NULL CHECK (confidence >= 0 AND confidence <= 1),
      detected_at TIMESTAMP WITH TIME ZONE NOT NULL
  ) PARTITION BY RANGE (detected_at);
  CREATE TABLE customer_identities_2025 PARTITION OF customer_identities
      FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');`;

/** What is written into those tables; each has to work in ours as well. */
const IDENTITY_ROWS = `
  INSERT INTO customers (customer_id, last_seen) VALUES ('cust123', '2025-03-02T12:00:00Z');
  INSERT INTO beacons (beacon_id, store_id, major, minor, location)
    VALUES ('550e8400-e29b-41d4-a716-446655440000', 'store100', 100, 3, 'Table 3');
  INSERT INTO beacons (beacon_id, store_id, major, minor, location)
    VALUES ('550e8400-e29b-41d4-a716-446655440001', 'store100', 100, 1, 'Entrance');
  INSERT INTO beacons (beacon_id, store_id, major, minor)
    VALUES ('550e8400-e29b-41d4-a716-446655440002', 'store100', 100, 4);
  INSERT INTO customer_identities (customer_id, beacon_id, location, confidence, detected_at)
    VALUES ('cust123', '550e8400-e29b-41d4-a716-446655440000', 'Table 3', 0.95, '2025-03-02T12:00:00Z');
  INSERT INTO customer_identities (customer_id, beacon_id, confidence, detected_at)
    VALUES ('cust123', '550e8400-e29b-41d4-a716-446655440002', 0.8, '2025-03-02T12:01:00Z');`;

/** Every statement of the guides, as they write it. */
const QUESTIONS = {
  buyers: "SELECT COUNT(*) FROM users WHERE last_ordered_at IS NOT NULL;",
  newcomers: "SELECT COUNT(*) FROM users WHERE last_ordered_at IS NULL;",
  sold: "SELECT COUNT(*) FROM products WHERE order_count > 0;",
  grades: "SELECT grade, COUNT(*) FROM users GROUP BY grade ORDER BY COUNT(*) DESC;",
  both: `
    SELECT
      COUNT(*) FILTER (WHERE last_ordered_at IS NOT NULL) as purchased,
      COUNT(*) FILTER (WHERE last_ordered_at IS NULL) as new_users
    FROM users;`,
  growth: `
    SELECT 'users' as table_name, COUNT(*) FROM users
    UNION ALL SELECT 'products', COUNT(*) FROM products
    UNION ALL SELECT 'orders', COUNT(*) FROM orders;`,
};

Deno.test("rows with the columns that another program knows are taken, and read like any other", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await sql`insert into users ${sql(USER)}`;
  await sql`insert into products ${sql(PRODUCT)}`;
  await sql`insert into products ${sql({ ...PRODUCT, product_id: "P1002", discount_rate: 0.25 })}`;
  await sql`insert into orders ${sql(ORDER)}`;
  const user = await new PostgresUsers(sql).find("U_001" as never);
  assertEquals([user!.name, user!.address, user!.grade, user!.status], [USER.name, USER.address, "BRONZE", "ACTIVE"]);
  assert(user!.randomSeed >= 0 && user!.randomSeed < 1);
  const priceOf = async (id: string) => (await new PostgresProducts(sql).find(id as never))!.orgPrice;
  assertEquals([await priceOf("P1001"), await priceOf("P1002")], [3_000_000, 4_000_000]);
  const order = await new PostgresOrders(sql).find("O_1" as never);
  assertEquals([order!.totalAmount, order!.status, order!.paymentMethod], [3_000_000, "PLACED", "CARD"]);
});

Deno.test("rows of the identity model's own tables fit ours, which know where each was", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await sql.unsafe("create schema guide");
  await sql.begin((scope) => scope.unsafe(`set local search_path = guide; ${IDENTITY_TABLES} ${IDENTITY_ROWS}`));
  await sql.unsafe(IDENTITY_ROWS);

  const theirs = await sql<{ tableName: string; columnName: string; dataType: string }[]>`
    select table_name as "tableName", column_name as "columnName", data_type as "dataType"
    from information_schema.columns where table_schema = 'guide'`;
  const ours = await sql<{ tableName: string; columnName: string; dataType: string }[]>`
    select table_name as "tableName", column_name as "columnName", data_type as "dataType"
    from information_schema.columns where table_schema = 'public'`;
  const key = (column: typeof theirs[number]) => Object.values(column).join(" ");
  const known = new Set(ours.map(key));
  assertEquals(theirs.map(key).filter((column) => !known.has(column)), []);

  const beacons = await new PostgresBeacons(sql).find(
    [0, 1, 2].map((n) => `550e8400-e29b-41d4-a716-44665544000${n}` as never),
  );
  assertEquals(
    beacons.map(({ location }) => `${location.name} ${location.type}`).sort(),
    ["100/4 table", "Entrance entrance", "Table 3 table"],
  );
  assertEquals([
    ...await sql`select store_id, location, location_type, event_id is not null as told
      from customer_identities order by detected_at`,
  ], [
    { store_id: "store100", location: "Table 3", location_type: "table", told: true },
    { store_id: "store100", location: "100/4", location_type: "table", told: true },
  ]);
});

Deno.test("the guides' own questions are answered as they are written", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await sql`insert into users ${sql(USER)}`;
  await sql`insert into users ${sql({ ...USER, user_id: "U_002", last_ordered_at: new Date() })}`;
  await sql`insert into products ${sql(PRODUCT)}`;
  const answers: Record<string, unknown> = {};
  for (const [name, question] of Object.entries(QUESTIONS)) answers[name] = [...await sql.unsafe(question)];
  assertEquals(JSON.parse(JSON.stringify(answers, (_, value) => typeof value === "bigint" ? Number(value) : value)), {
    buyers: [{ count: 1 }],
    newcomers: [{ count: 1 }],
    sold: [{ count: 0 }],
    grades: [{ grade: "BRONZE", count: 2 }],
    both: [{ purchased: 1, new_users: 1 }],
    growth: [{ table_name: "users", count: 2 }, { table_name: "products", count: 1 }, {
      table_name: "orders",
      count: 0,
    }],
  });
});

Deno.test("best sellers and the number of products sold are read from an index", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await sql`
    insert into products (product_id, name, category, price, order_count)
    select 'P-' || n, 'n', 'c', 1, case when n % 50 = 0 then n else 0 end from generate_series(1, 5000) n`;
  await sql`analyze products`;
  for (const question of [QUESTIONS.sold, "select * from products order by order_count desc limit 10"]) {
    const plan = (await sql.unsafe(`explain ${question}`)).map((row) => row["QUERY PLAN"]).join("\n");
    assert(plan.includes("products_order_count"), plan);
    assertEquals(/Sort|Seq Scan/.exec(plan), null, plan);
  }
});
