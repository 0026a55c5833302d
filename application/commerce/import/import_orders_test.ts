import { assert, assertEquals, assertFalse, assertRejects } from "@std/assert";
import fc from "fast-check";
import { importOrders } from "./import_orders.ts";
import { DAY, ImportShop, lines, optionsFor, stream } from "../../../testing/fixtures/import_shop.ts";

Deno.test("importOrders brings customers, guests, products and orders and balances them against the store", async () => {
  const shop = new ImportShop();
  assertEquals(await shop.run(DAY), {
    run: 1,
    differing: 0,
    differingInvoices: [],
    lines: 6,
    orders: 5,
    rejected: 1,
    stored: 5,
    alreadyThere: 0,
    amountIn: 26010 * 3,
    amountStored: 26010 * 3,
    guests: 1,
    customers: 1,
    products: 2,
    cancellations: 1,
    balanced: true,
  });
  const [first, second] = [...shop.orders.keys()];
  assert(/^536365-85123A-[0-9a-f]{12}$/.test(first!), first);
  assertEquals(second, `${first}.2`);
  assert([...shop.orders.values()].every(({ importRun, invoice }) => importRun === 1 && invoice !== null));
  assertEquals(shop.rejected.map(({ line, reason }) => [line, reason]), [
    [7, "UnitPrice: dear"],
  ]);
});

Deno.test("importOrders adds nothing when it runs a second time", async () => {
  const shop = new ImportShop();
  await shop.run(DAY);
  const { stored, alreadyThere, balanced } = await shop.run(DAY);
  assertEquals({ stored, alreadyThere, balanced }, { stored: 0, alreadyThere: 5, balanced: true });
  assertEquals(shop.orders.size, 5);
});

Deno.test("importOrders does not balance when the store holds other amounts under the same ids", async () => {
  const shop = new ImportShop();
  await shop.run(DAY);
  const again = await shop.run(DAY, { rate: "1800" });
  assertFalse(again.balanced);
  assert(again.amountIn !== again.amountStored);
});

Deno.test("importOrders sends users and products once, before the orders that name them", async () => {
  const shop = new ImportShop();
  await shop.run(DAY, { batchSize: 2 });
  assertEquals(shop.calls, ["users 1", "products 1", "orders 2", "users 1", "products 1", "orders 2", "orders 1"]);
});

Deno.test("importOrders adds nothing when the same lines come in another order", async () => {
  const shop = new ImportShop();
  await shop.run(DAY);
  const { stored, alreadyThere, differing, balanced } = await shop.run(DAY.toReversed(), { batchSize: 2 });
  assertEquals({ stored, alreadyThere, differing, balanced }, {
    stored: 0,
    alreadyThere: 5,
    differing: 0,
    balanced: true,
  });
});

Deno.test("importOrders refuses a line whose own id the file has already", async () => {
  const shop = new ImportShop();
  const { stored, rejected } = await shop.run(lines({ lineId: "7" }, { lineId: "7" }, { lineId: "8" }));
  assertEquals({ stored, rejected }, { stored: 2, rejected: 1 });
  assertEquals([...shop.orders.keys()], ["536365-7", "536365-8"]);
});

Deno.test("importOrders ends as replaced when another process goes on with its run", async () => {
  const shop = new ImportShop();
  const dependencies = { ...shop.dependencies(), sink: shop.direct() };
  const onProgress = () => void (shop.imports.runs[0]!.runner = "another");
  const imported = await importOrders(dependencies, stream(DAY), { ...optionsFor(DAY), batchSize: 2, onProgress });
  assertEquals(!imported.ok && imported.refusal.code, "run_replaced");
  assert(shop.orders.size < 5);
});

Deno.test("importOrders goes on where an interrupted run ended", async () => {
  const shop = new ImportShop();
  const stop = new AbortController();
  const onProgress = () => stop.abort(new Error("Ctrl-C"));
  await assertRejects(() => shop.run(DAY, { batchSize: 2, signal: stop.signal, onProgress }), Error, "Ctrl-C");
  assertEquals(shop.orders.size, 2);
  const { run, stored, alreadyThere, balanced } = await shop.run(DAY, { batchSize: 2 });
  assertEquals({ run, stored, alreadyThere, balanced }, { run: 1, stored: 3, alreadyThere: 2, balanced: true });
  assertEquals((await shop.imports.list(9)).map(({ stored }) => stored), [5]);
});

Deno.test("importOrders closes its sink when the source breaks", async () => {
  const shop = new ImportShop();
  let closed = 0;
  const sink = { ...shop.direct(), close: () => Promise.resolve(void closed++) };
  const source = (async function* () {
    yield* DAY;
    await Promise.reject(new Error("disk gone"));
  })();
  await assertRejects(
    () => importOrders({ ...shop.dependencies(), sink }, source, optionsFor(DAY)),
    Error,
    "disk gone",
  );
  assertEquals(closed, 1);
});

Deno.test("importOrders of nothing is balanced", async () => {
  const { lines, balanced } = await new ImportShop().run([]);
  assertEquals({ lines, balanced }, { lines: 0, balanced: true });
});

Deno.test("importOrders always balances, whatever the lines are, and a second run adds nothing", async () => {
  const line = fc.record({
    order: fc.constantFrom("1", "2", "C3"),
    sku: fc.constantFrom("A", "B", ""),
    quantity: fc.constantFrom(1, 7, -7),
    price: fc.constantFrom("0.01", "2.555", "-1", "9000000000"),
    customer: fc.constantFrom(null, "1", "2"),
    currency: fc.constantFrom("GBP", "GBP", "XXX"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.integer({ min: 1, max: 5 }), async (changes, batchSize) => {
      const shop = new ImportShop();
      const first = await shop.run(lines(...changes), { batchSize });
      assert(first.balanced);
      assertEquals([first.stored, first.orders + first.rejected], [shop.orders.size, changes.length]);
      const second = await shop.run(lines(...changes), { batchSize });
      assertEquals([second.stored, second.alreadyThere, second.balanced], [0, first.orders, true]);
    }),
  );
});
