import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testInstallation } from "../../testing/installation.ts";
import { runProcessToEnd } from "../../testing/running_process.ts";

interface Report {
  readonly action: string;
  readonly changed: readonly number[];
  readonly migrations: readonly { readonly version: number; readonly appliedAt: string | null }[];
}

Deno.test("migrate brings a database up, says so, and takes it down again", async () => {
  await using shop = await testInstallation([], { migrated: false });
  const migrate = async (...args: readonly string[]): Promise<Report> => {
    const { code, stdout, stderr } = await runProcessToEnd("migrate", { args: [...args, "--json"], env: shop.env });
    assertEquals(code, 0, stderr);
    return JSON.parse(stdout);
  };
  const tables = async () => (await shop.sql`select from pg_tables where tablename in ('users', 'orders')`).count;

  const before = await migrate("status");
  assert(before.migrations.length > 0 && before.migrations.every(({ appliedAt }) => appliedAt === null));
  const all = before.migrations.map(({ version }) => version);
  assertEquals((await migrate("up")).changed, all);
  assertEquals(await tables(), 2);
  const again = await migrate("up");
  assertEquals(again.changed, []);
  assert(again.migrations.every(({ appliedAt }) => appliedAt !== null));
  assertEquals((await migrate("down", "--to", "0")).changed, all.toReversed());
  assertEquals(await tables(), 0);
});

Deno.test("migrate refuses what it does not know with status 2, and down without a version", async () => {
  await using shop = await testInstallation();
  const refused = async (args: readonly string[], naming: string) => {
    const { code, stderr, stdout } = await runProcessToEnd("migrate", { args, env: shop.env });
    assertEquals([code, stdout], [2, ""], stderr);
    assertStringIncludes(stderr, naming);
  };
  await Promise.all([
    refused(["sideways"], "sideways"),
    refused(["down"], "--to"),
    refused(["up", "--to", "one"], "--to"),
    refused(["up", "--fast"], "--fast"),
  ]);
  assertEquals((await shop.sql`select from pg_tables where tablename = 'orders'`).count, 1);
});
