import { assertEquals } from "@std/assert";
import type { Order, OrderId } from "../../../domain/commerce/order.ts";
import type { SourceLine } from "../ports/order_line.ts";
import { DAY, ImportShop, lines } from "../../../testing/fixtures/import_shop.ts";

Deno.test("importOrders names lines of an invoice that is stored with others, and adds them only when asked to", async () => {
  const shop = new ImportShop();
  await shop.run(DAY);
  const other = [
    ...DAY.slice(1),
    ...lines({ sku: "22728" }, { sku: "22729", quantity: 1 }, { order: "9", sku: "22728" }),
  ];
  const report = await shop.run(other);
  assertEquals([report.stored, report.alreadyThere, report.differing, report.balanced], [1, 4, 2, true]);
  assertEquals(report.differingInvoices, [
    { invoice: "536365", lines: 2, firstLine: 2, stored: { orders: 3, amount: 26010 * 3 } },
  ]);
  assertEquals(shop.orders.size, 6);
  const added = await shop.run(other, { addDiffering: true });
  assertEquals([added.stored, added.alreadyThere, added.differing, added.balanced], [2, 5, 0, true]);
});

Deno.test("importOrders knows the orders that earlier versions named after their place", async () => {
  const shop = new ImportShop();
  await shop.run(DAY.slice(0, 3));
  for (const [place, [id, order]] of [...shop.orders].entries()) {
    const orderId = `${order.invoice}-${order.productId}-${place + 1}` as OrderId;
    shop.orders.delete(id);
    shop.orders.set(orderId, { ...order, orderId, importRun: null });
  }
  const again = await shop.run([...DAY.slice(0, 3).toReversed(), DAY[0]!, DAY[3]!], { batchSize: 2 });
  assertEquals([again.stored, again.alreadyThere, again.differing, again.balanced], [1, 3, 1, true]);
});

Deno.test("importOrders knows what a webhook took back, whole lines or money", async () => {
  const shop = new ImportShop();
  await shop.run(lines({ quantity: 6 }, { order: "536366", quantity: 3 }));
  const [cancelled, refunded] = [...shop.orders.values()];
  const back = (order: Order, end: string, quantity: number, totalAmount: number) => {
    const orderId = `${order.orderId}-${end}` as OrderId;
    shop.orders.set(orderId, { ...order, orderId, quantity, totalAmount, importRun: null });
  };
  back(cancelled!, "cancelled", -6, -cancelled!.totalAmount);
  back(refunded!, "900", -1, -4335);
  const refund = { order: "536366", sku: "REFUND", isGoods: false, quantity: -1, takesBackInAll: true } as const;
  const export_ = lines({ quantity: 6 }, { order: "536366", quantity: 3 }, { quantity: -6 }, refund);
  const { stored, alreadyThere, differing, balanced } = await shop.run(export_, { addDiffering: true });
  assertEquals({ stored, alreadyThere, differing, balanced, orders: shop.orders.size }, {
    stored: 0,
    alreadyThere: 4,
    differing: 0,
    balanced: true,
    orders: 4,
  });
  const older = await shop.run(lines({ order: "536366", quantity: 3 }, { ...refund, price: "1.00" }));
  assertEquals([older.stored, older.alreadyThere, older.differing, older.balanced], [0, 2, 0, true]);
});

Deno.test("importOrders adds the lines of a corrected file that an earlier one could not read, and no more", async () => {
  const shop = new ImportShop();
  const broken: SourceLine = { line: 3, raw: "536365,", fault: "2 columns", order: "536365" };
  const [first, corrected, third, other] = lines({}, { sku: "84406B" }, { sku: "71053" }, { sku: "22728" });
  await shop.run([first!, broken, third!]);
  assertEquals(shop.rejected, [{ line: 3, reason: "2 columns", raw: "536365," }]);
  const { stored, alreadyThere, differing } = await shop.run([first!, corrected!, third!, other!]);
  assertEquals({ stored, alreadyThere, differing }, { stored: 1, alreadyThere: 2, differing: 1 });
});

Deno.test("importOrders adds what a later export takes back of what is stored, and nothing else of it", async () => {
  const shop = new ImportShop();
  const sold = lines({ quantity: 6 }, { sku: "71053", quantity: 2 });
  const money = { sku: "REFUND", isGoods: false, quantity: -1 };
  await shop.run(sold);
  const [part] = lines({ quantity: -2 });
  const first = await shop.run([...sold, part!]);
  assertEquals([first.stored, first.alreadyThere, first.differing, first.balanced], [1, 2, 0, true]);
  const again = await shop.run([part!, ...sold]);
  assertEquals([again.stored, again.alreadyThere, again.differing], [0, 3, 0]);
  const cancelled = await shop.run([...sold, ...lines({ quantity: -6 }, { sku: "71053", quantity: -2 })]);
  assertEquals([cancelled.stored, cancelled.differing], [0, 2], "of six pieces two are back already");
  const alone = await shop.run(lines({ sku: "71053", quantity: -2 }));
  assertEquals([alone.stored, alone.differing], [1, 0]);
  const refund = await shop.run(lines({ ...money, price: "1.00" }));
  assertEquals([refund.stored, refund.differing], [0, 1], "it may be what is back already");
  const never = await shop.run(lines({ sku: "22728", quantity: -1 }));
  assertEquals([never.stored, never.differing], [0, 1], "it was never sold");
});

Deno.test("importOrders adds one refund of money to what is stored, and names another sum or too large a one", async () => {
  const shop = new ImportShop();
  const money = { sku: "REFUND", isGoods: false, quantity: -1 };
  await shop.run(lines({ quantity: 6 }));
  const tooLarge = await shop.run(lines({ quantity: 6 }, { ...money, price: "15.31" }));
  assertEquals([tooLarge.stored, tooLarge.differing], [0, 1]);
  const refunded = await shop.run(lines({ quantity: 6 }, { ...money, price: "2.55" }));
  assertEquals([refunded.stored, refunded.differing, refunded.balanced], [1, 0, true]);
  const other = await shop.run(lines({ quantity: 6 }, { ...money, price: "5.10" }));
  assertEquals([other.stored, other.alreadyThere, other.differing], [0, 1, 1]);
});

Deno.test("importOrders adds what later exports refund more in all, pieces or money, and each once", async () => {
  const shop = new ImportShop();
  const inAll = { takesBackInAll: true } as const;
  const money = (price: string) => lines({ sku: "REFUND", isGoods: false, quantity: -1, price, ...inAll })[0]!;
  const sold = lines({ quantity: 6 }, { sku: "71053", quantity: 2 });
  const back = lines({ quantity: -6, ...inAll }, { sku: "71053", quantity: -2, ...inAll });
  const total = () => [...shop.orders.values()].reduce((sum, { totalAmount }) => sum + totalAmount, 0);
  const run = async (...more: SourceLine[]) => {
    const { stored, alreadyThere, differing, balanced } = await shop.run([...sold, ...more], { batchSize: 2 });
    assertEquals([differing, balanced], [0, true]);
    return { stored, alreadyThere, left: total() };
  };
  const all = 8 * 4335;
  assertEquals(await run(), { stored: 2, alreadyThere: 0, left: all });
  assertEquals(await run(money("2.00")), { stored: 1, alreadyThere: 2, left: all - 3400 });
  assertEquals(await run(money("5.00")), { stored: 1, alreadyThere: 2, left: all - 8500 });
  assertEquals(await run(money("5.00")), { stored: 0, alreadyThere: 3, left: all - 8500 });
  assertEquals(await run(money("2.00")), { stored: 0, alreadyThere: 3, left: all - 8500 }, "an older export");
  assertEquals(await run(money("2.50")), { stored: 0, alreadyThere: 3, left: all - 8500 });
  // Now all of it: no more comes back than was sold, though some money had come back before.
  assertEquals(await run(...back), { stored: 2, alreadyThere: 2, left: 0 });
  assertEquals(await run(...back), { stored: 0, alreadyThere: 4, left: 0 });
  const pieces = Map.groupBy(shop.orders.values(), ({ productId }) => productId);
  assertEquals(pieces.get("71053" as Order["productId"])!.map(({ quantity }) => quantity), [2, -2]);
});

Deno.test("importOrders takes back of a cancelled order what was not taken back piece by piece", async () => {
  const shop = new ImportShop();
  const sold = lines({ quantity: 6 });
  await shop.run(sold);
  await shop.run([...sold, ...lines({ quantity: -2 })]);
  const cancelled = [...sold, ...lines({ quantity: -6, takesBackInAll: true })];
  const first = await shop.run(cancelled);
  assertEquals([first.stored, first.alreadyThere, first.differing, first.balanced], [1, 1, 0, true]);
  assertEquals([...shop.orders.values()].map(({ quantity, totalAmount }) => [quantity, totalAmount]), [
    [6, 26_010],
    [-2, -8_670],
    [-4, -17_340],
  ]);
  const again = await shop.run(cancelled);
  assertEquals([again.stored, again.alreadyThere, again.differing, again.balanced], [0, 2, 0, true]);
});

Deno.test("importOrders takes nothing back of an invoice that differs otherwise", async () => {
  const shop = new ImportShop();
  await shop.run(lines({ quantity: 6 }));
  const { stored, differing } = await shop.run(lines({ quantity: 5 }, { quantity: -1 }));
  assertEquals([stored, differing], [0, 2]);
});

Deno.test("importOrders goes on with what a run takes back, and counts what it has taken", async () => {
  const shop = new ImportShop();
  await shop.run(lines({ quantity: 3 }));
  const backs = lines({ quantity: -2 }, { quantity: -1, price: "1" }, { quantity: -1 });
  const stop = new AbortController();
  const onProgress = () => stop.abort(new Error("Ctrl-C"));
  await shop.run(backs, { batchSize: 1, signal: stop.signal, onProgress }).catch(() => {});
  const { stored, differing } = await shop.run(backs, { batchSize: 1 });
  assertEquals([stored, differing, shop.orders.size], [1, 1, 3]);
});
