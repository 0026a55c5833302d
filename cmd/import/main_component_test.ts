import { assertEquals, assertStringIncludes } from "@std/assert";
import { findDifferences } from "../../adapters/postgres/commerce/reconcile.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";

const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
/** Two buyers, a guest, a cancellation, postage, a line twice, and one that is none. */
const LINES = [
  "700001,85123A,WHITE HEART HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom",
  "700001,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850.0,United Kingdom",
  "700002,85123A,WHITE HEART HOLDER,2,2010-12-01 09:00:00,2.55,,United Kingdom",
  "700003,POST,POSTAGE,1,2010-12-01 09:10:00,18.00,12583.0,France",
  "700003,22728,ALARM CLOCK BAKELIKE PINK,24,2010-12-01 09:10:00,3.75,12583.0,France",
  "700003,22728,ALARM CLOCK BAKELIKE PINK,24,2010-12-01 09:10:00,3.75,12583.0,France",
  "C700004,85123A,WHITE HEART HOLDER,-1,2010-12-02 10:00:00,2.55,17850.0,United Kingdom",
  "700005,22086,PAPER CHAIN KIT,80,soon,2.55,13047.0,United Kingdom",
];

const ITEMS = `Date,Time,Time Zone,Category,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type
2026-08-15,14:00:00,Eastern Time (US & Canada),Tea,Teapot,2,POT-1,$36.00,-$3.60,$32.40,$2.88,T1,Payment
2026-08-15,15:00:00,Eastern Time (US & Canada),Tea,Teapot,-1,POT-1,-$18.00,$0.00,-$18.00,-$1.44,T2,Refund
`;

Deno.test("import brings a file's orders through Kafka, draws the balance, and a second run doubles none", async () => {
  await using shop = await testInstallation(["kafka"]);
  const { env, sql } = shop;
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const file = `${folder}/retail.csv`;
  await Deno.writeTextFile(file, [HEADER, ...LINES, ""].join("\n"));
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runProcessToEnd("import", {
      args: args.length > 0 ? [...args, "--json"] : [file, "--json", "--accept", "80%"],
      env,
    });
    assertEquals(code, 0, stderr);
    return JSON.parse(stdout);
  };

  const first = await run();
  assertEquals(first.balanced, true, JSON.stringify(first));
  assertEquals([first.lines, first.orders, first.rejected], [LINES.length, LINES.length - 1, 1]);
  assertEquals([first.stored, first.alreadyThere, first.amountStored], [LINES.length - 1, 0, first.amountIn]);
  assertStringIncludes(await Deno.readTextFile(first.rejectsFile), "700005");

  const second = await run();
  assertEquals([second.balanced, second.stored, second.alreadyThere], [true, 0, LINES.length - 1]);
  const [row] = await sql`select count(*) as orders, sum(total_amount)::bigint as amount from orders`;
  assertEquals({ ...row }, { orders: LINES.length - 1, amount: first.amountIn });
  assertEquals(await findDifferences(sql), []);

  await Deno.writeTextFile(file, [HEADER, ...LINES.toReversed(), ""].join("\n"));
  const sorted = await run();
  assertEquals([sorted.stored, sorted.alreadyThere, sorted.differing], [0, LINES.length - 1, 0]);
  const { runs } = await run("--list");
  assertEquals(runs.map((each: { run: number; stored: number }) => [each.run, each.stored]), [
    [3, 0],
    [2, 0],
    [1, LINES.length - 1],
  ]);
  const taken = { orders: LINES.length - 1, users: 3, products: 4, keptUsers: 0, keptProducts: 0 };
  assertEquals(await run("--undo", "1"), { run: 1, sales: 0, ...taken });
  assertEquals((await run("--undo", "1")).orders, 0);
  const [left] = await sql`
    select (select count(*) from orders) as orders, (select count(*) from users) as users,
      (select count(*) from daily_sales) as days`;
  assertEquals({ ...left }, { orders: 0, users: 0, days: 0 });
});

Deno.test("import brings a till's export into a store's sales, once", async () => {
  await using shop = await testInstallation([]);
  const { env, sql } = shop;
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const file = `${folder}/items.csv`;
  await Deno.writeTextFile(file, ITEMS);
  const run = async () => {
    const { code, stdout, stderr } = await runProcessToEnd("import", {
      args: [file, "--sales", "market", "--rate", "USD=1380", "--json"],
      env,
    });
    assertEquals(code, 0, stderr);
    return JSON.parse(stdout);
  };
  const { stored, rejected, days } = await run();
  assertEquals({ stored, rejected, days }, { stored: 2, rejected: 0, days: 1 });
  assertEquals((await run()).alreadyThere, 2);
  const rows = await sql`select menu, price, quantity from sales where store_id = 'market' order by quantity desc`;
  assertEquals(rows.map((row) => ({ ...row })), [
    { menu: "Teapot", price: 22_356, quantity: 2 },
    { menu: "Teapot", price: 24_840, quantity: -1 },
  ]);
});

Deno.test("import refuses a file that is not there, with status 2 and its name", async () => {
  const { code, stderr } = await runProcessToEnd("import", {
    args: ["/nowhere/orders.csv"],
    env: { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none", KAFKA_BROKERS: "127.0.0.1:1" },
  });
  assertEquals(code, 2, stderr);
  assertStringIncludes(stderr, "/nowhere/orders.csv");
});
