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

Deno.test("import brings a file's orders through Kafka, draws the balance, and a second run doubles none", async () => {
  await using shop = await testInstallation(["kafka"]);
  const { env, sql } = shop;
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const file = `${folder}/retail.csv`;
  await Deno.writeTextFile(file, [HEADER, ...LINES, ""].join("\n"));
  const run = async () => {
    const { code, stdout, stderr } = await runProcessToEnd("import", {
      args: [file, "--json", "--accept", "80%"],
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
});

Deno.test("import refuses a file that is not there, with status 2 and its name", async () => {
  const { code, stderr } = await runProcessToEnd("import", {
    args: ["/nowhere/orders.csv"],
    env: { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none", KAFKA_BROKERS: "127.0.0.1:1" },
  });
  assertEquals(code, 2, stderr);
  assertStringIncludes(stderr, "/nowhere/orders.csv");
});
