import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testInstallation } from "../../testing/engines/installation.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";

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
    refused(["up", "twice"], "twice"),
    refused(["status", "--to", "1"], "--to"),
    refused(["up", "--ignore", "table x"], "--ignore"),
    refused(["status", "--database", "mian"], "mian"),
    refused(["new"], "the name is missing"),
    refused(["new", "Bad-Name"], "Bad-Name"),
    refused(["new", "commerce"], "migration 001"),
  ]);
  assertEquals((await shop.sql`select from pg_tables where tablename = 'orders'`).count, 1);
});

Deno.test("migrate check ends with 0 in step, with 1 and every difference by its name where there is drift", async () => {
  await using shop = await testInstallation();
  const check = async (...args: readonly string[]) => {
    const { code, stdout } = await runProcessToEnd("migrate", { args: ["check", ...args], env: shop.env });
    return [code, stdout] as const;
  };
  const [inStep, report] = await check("--json");
  const { database, drift, strays, waiting } = JSON.parse(report);
  assertEquals([inStep, database, drift, strays, waiting], [0, "main", [], [], []]);

  await shop.sql`create index orders_by_hand on orders (status, created_at)`;
  await shop.sql`alter table products alter column stock type bigint`;
  const [drifted, told] = await check("--json");
  assertEquals([drifted, JSON.parse(told).inStep, JSON.parse(told).drift], [1, false, [{
    kind: "column",
    name: "products.stock",
    problem: "different",
    expected: "integer not null default 0",
    found: "bigint not null default 0",
  }, {
    kind: "index",
    name: "orders_by_hand",
    problem: "unexpected",
    expected: null,
    found: "CREATE INDEX orders_by_hand ON public.orders USING btree (status, created_at)",
  }]]);
  const [, lines] = await check();
  for (const line of ["  - integer not null default 0", "  + bigint", "index orders_by_hand: in the database"]) {
    assertStringIncludes(lines, line);
  }
  const [ignored] = await check("--ignore", "index orders_by_hand", "--ignore", "column products.stock");
  assertEquals(ignored, 0);
});

Deno.test("migrate check works on the embedded database", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const migrate = async (...args: readonly string[]) =>
      await runProcessToEnd("migrate", { args, env: { DATA_DIR: folder } });
    assertEquals((await migrate("up", "--to", "1")).code, 0);
    const { code, stdout } = await migrate("check", "--json");
    const { version, inStep, waiting } = JSON.parse(stdout);
    assertEquals([code, version, inStep], [0, 1, true]);
    assert(waiting.length > 0);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("migrate ids lists ids that are stored in two spellings, and decides on one at a time", async () => {
  await using shop = await testInstallation();
  const migrate = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await runProcessToEnd("migrate", { args, env: shop.env });
    return { code, said: stdout + stderr };
  };
  for (const id of ["kim", "kim ", "kim  "]) {
    await shop.sql`insert into customers (customer_id, last_seen) values (${id}, now())`;
    if (id === "kim") continue;
    await shop.sql`
      insert into id_spellings (kind, spelling, id, open) values ('customer', ${id}, 'kim', true)`;
  }
  assertStringIncludes((await migrate("status")).said, "2 ids are stored in two spellings: migrate ids lists them");
  const { said } = await migrate("ids");
  assertStringIncludes(said, "006b 0069 006d 0020 0020");
  const [first, second] = [...said.matchAll(/^([0-9a-f]{8}) +customer +kim /gm)].map(([, key]) => key!);
  assertStringIncludes((await migrate("ids", first!)).said, `${first} is kim now`);
  assertEquals((await migrate("ids", first!)).code, 2);
  assertStringIncludes((await migrate("ids", second!, " kim-2 ")).said, `${second} is kim-2 now`);
  assertStringIncludes((await migrate("ids")).said, "Every id has one spelling.");
  const ids = await shop.sql`select customer_id from customers order by customer_id`;
  assertEquals(ids.map(({ customer_id }) => customer_id), ["kim", "kim-2"]);
});
