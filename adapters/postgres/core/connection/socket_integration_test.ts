import { assertEquals } from "@std/assert";
import { temporaryDatabase } from "../../../../testing/engines/temporary_database.ts";
import { unixProxy } from "../../../../testing/network/unix_proxy.ts";
import "../../../../testing/engines/leak_checks.ts";
import { connectPostgres } from "../connect.ts";

Deno.test("connectPostgres speaks through a Unix socket that the address names, in bulk too", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  await using proxy = await unixProxy(database.url);
  const { username, pathname } = new URL(database.url);
  const url = `postgres://${username}@localhost${pathname}?host=${proxy.folder}&port=${proxy.port}`;
  for (const bulk of [false, true]) {
    const sql = connectPostgres({ url, max: 2, bulk });
    try {
      const [row] = await sql`select current_database() as name`;
      assertEquals(`/${row!.name}`, pathname);
      assertEquals([...await sql.begin((tx) => tx`select 1 as one`)], [{ one: 1 }]);
    } finally {
      await sql.end();
    }
  }
});
