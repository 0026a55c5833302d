import { assertEquals, assertMatch } from "@std/assert";
import { connectPostgres } from "../postgres/core/connect.ts";
import { startEmbeddedPostgres } from "./start_postgres.ts";

Deno.test({
  name: "startEmbeddedPostgres listens where this user alone reaches it, and leaves nothing behind",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const postgres = await startEmbeddedPostgres(null);
    const folder = new URL(postgres.url).searchParams.get("host")!;
    const sql = connectPostgres({ url: postgres.url, max: 1 });
    try {
      assertEquals((await sql`select 1 as one`)[0]!.one, 1);
      assertEquals((await Deno.stat(folder)).mode! & 0o777, 0o700);
      assertMatch(folder, /tillstream-/);
      assertEquals([...Deno.readDirSync(folder)].map(({ name, isFile }) => [name, isFile]), [[".s.PGSQL.5432", false]]);
    } finally {
      await sql.end({ timeout: 5 });
      await postgres.stop();
    }
    assertEquals(await Deno.stat(folder).catch((error) => error instanceof Deno.errors.NotFound), true);
  },
});
