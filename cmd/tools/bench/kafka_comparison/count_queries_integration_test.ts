import { assertEquals } from "@std/assert";
import { MemoryCachePools } from "../../../../adapters/memory/commerce/cache_pools.ts";
import { connectPostgres } from "../../../../adapters/postgres/core/connect.ts";
import { temporaryDatabase } from "../../../../testing/engines/temporary_database.ts";
import { countQueries } from "./count_queries.ts";

Deno.test("countQueries counts every look-up, and of a refresh its own questions alone", async () => {
  await using database = await temporaryDatabase();
  let statements = 0;
  const sql = connectPostgres({ url: database.url, max: 1, onStatement: () => statements++ });
  try {
    await sql`select 1`;
    const cache = new MemoryCachePools(Math.random);
    const counts = await countQueries({ sql, statements: () => statements, cache, refreshSeconds: 50, poolSize: 10 });
    // With an empty shop, each refresh queries both kinds twice.
    const perRefresh = counts.statementsPerRefresh;
    assertEquals([counts.withoutPools, perRefresh >= 4 && perRefresh <= 6], [60, true]);
    assertEquals(counts.withPools, 1.2 * perRefresh);
    assertEquals(counts.saved, 1 - counts.withPools / 60);
  } finally {
    await sql.end();
  }
});
