import { assertEquals, assertStringIncludes } from "@std/assert";
import { poolCandidatesContract } from "../../../application/commerce/ports/contracts/pool_candidates_contract.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";
import type { Sql } from "../core/connect.ts";
import { PostgresPoolCandidates } from "./pool_candidates.ts";

poolCandidatesContract("Postgres", postgresShop);

Deno.test("PostgresPoolCandidates answers each question from the beginning of its partial index", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await sql`
    insert into users (user_id, name, created_at, last_ordered_at, random_seed, is_guest)
    select 'U-' || n, 'n', now() - n * interval '1 minute',
      case when n % 3 > 0 then now() - n * interval '1 second' end, 0.5, n % 10 = 0
    from generate_series(1, 20000) n`;
  await sql`
    insert into products (product_id, name, category, org_price, price, created_at, order_count, is_goods)
    select 'P-' || n, 'n', 'c', 1, 1, now() - n * interval '1 minute', case when n % 3 > 0 then n else 0 end, n % 10 > 0
    from generate_series(1, 20000) n`;
  await sql`analyze users, products`;
  const plans: string[] = [];
  const candidates = new PostgresPoolCandidates(explaining(sql, plans));
  const questions = {
    users_buyers: () => candidates.buyers(600),
    users_newcomers: () => candidates.newcomers(400),
    products_best_sellers: () => candidates.bestSellers(700),
    products_unsold: () => candidates.unsold(300),
  };
  for (const [index, ask] of Object.entries(questions)) {
    await ask();
    const plan = plans.pop()!;
    assertStringIncludes(plan, `Index Scan using ${index} `, plan);
    // Read in the index's own order, and without looking at rows that do not qualify.
    assertEquals(/Sort|Filter|Seq Scan/.exec(plan), null, plan);
  }
});

Deno.test("PostgresPoolCandidates reads again only who has changed, and notices who changes while it asks", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await sql`
    insert into users (user_id, name, created_at, last_ordered_at, random_seed)
    select 'U-' || n, 'n', now(), now() - n * interval '1 second', 0.5 from generate_series(1, 100) n`;
  const statements: string[] = [];
  let afterVersions = () => Promise.resolve();
  const watched = Object.assign(async (strings: TemplateStringsArray, ...values: never[]) => {
    const rows = await sql(strings, ...values) as unknown as readonly Record<string, unknown>[];
    const kind = strings.join("?").includes("ctid = any") ? "at" : "name" in (rows[0] ?? {}) ? "whole" : "versions";
    statements.push(`${kind} ${rows.length}`);
    if (kind === "versions") await afterVersions();
    return rows;
  }, { unsafe: sql.unsafe }) as unknown as Sql;
  const candidates = new PostgresPoolCandidates(watched);
  const ask = async () => {
    statements.length = 0;
    const names = (await candidates.buyers(50)).map(({ userId, name }) => `${userId} ${name}`);
    const truth = await sql`select user_id, name from users order by last_ordered_at, user_id limit 50`;
    assertEquals(names, truth.map((row) => `${row.user_id} ${row.name}`));
    return [...statements];
  };
  assertEquals(await ask(), ["whole 50"]);
  assertEquals(await ask(), ["versions 50"]);
  await sql`update users set name = 'changed' where user_id in ('U-100', 'U-60', 'U-1')`;
  assertEquals(await ask(), ["versions 50", "at 2"]);
  // One who buys leaves, and the next in line comes in.
  await sql`update users set last_ordered_at = now() where user_id = 'U-100'`;
  assertEquals(await ask(), ["versions 50", "at 1"]);
  afterVersions = async () => void await sql`update users set name = 'changed again' where user_id = 'U-60'`;
  await sql`update users set name = 'changed once more' where user_id = 'U-60'`;
  assertEquals(await ask(), ["versions 50", "at 0", "whole 50"]);
  afterVersions = () => Promise.resolve();
  await sql`update users set name = 'everybody'`;
  assertEquals(await ask(), ["versions 50", "whole 50"]);
});

/** Runs the very statements of an adapter, explained; every answer is empty. */
function explaining(sql: Sql, plans: string[]): Sql {
  const explain = async (strings: TemplateStringsArray, ...values: never[]) => {
    const explained = Object.assign([`explain ${strings[0]}`, ...strings.slice(1)], { raw: strings.raw });
    const lines = await sql<{ "QUERY PLAN": string }[]>(explained, ...values);
    plans.push(lines.map((line) => line["QUERY PLAN"]).join("\n"));
    return [];
  };
  return Object.assign(explain, { unsafe: sql.unsafe }) as unknown as Sql;
}
