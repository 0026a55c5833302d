import { assert, assertEquals, assertFalse, assertRejects } from "@std/assert";
import fc from "fast-check";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { streamOf } from "../../../domain/commerce/commerce_event.ts";
import type { Order, OrderId } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import { multiply, parseDecimal } from "../../../domain/shared/decimal.ts";
import { toStore } from "./to_store.ts";
import { throughLog } from "./through_log.ts";
import { type ImportOptions, importOrders, type ImportReport } from "./import_orders.ts";
import type { OrderSink } from "./order_sink.ts";
import type { RejectedLine } from "../ports/import.ts";
import type { ImportedFile } from "../ports/import_runs.ts";
import { MemoryImports } from "../../../testing/memory/commerce/imports.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import type { OrderLine, SourceLine } from "../ports/order_line.ts";

const withRetry = <T>(work: () => Promise<T>) => work();

/** Rows by id, as a database with primary keys has them. */
class Shop {
  readonly users = new Map<string, User>();
  readonly products = new Map<string, Product>();
  readonly orders = new Map<string, Order>();
  readonly rejected: RejectedLine[] = [];
  readonly calls: string[] = [];

  readonly imports = new MemoryImports(this.orders);
  readonly rejects = { add: (line: RejectedLine) => Promise.resolve(void this.rejected.push(line)) };

  store(event: CommerceEvent): void {
    if (event.type === "user.registered") this.users.set(event.user.userId, event.user);
    if (event.type === "product.listed") this.products.set(event.product.productId, event.product);
    if (event.type === "order.placed" && !this.orders.has(event.order.orderId)) {
      assert(this.users.has(event.order.userId) && this.products.has(event.order.productId));
      this.orders.set(event.order.orderId, event.order);
    }
  }

  direct(): OrderSink {
    const all = <T>(what: string, values: readonly T[], store: (value: T) => void) => {
      this.calls.push(`${what} ${values.length}`);
      values.forEach(store);
      return Promise.resolve(values.length);
    };
    return toStore({
      writer: {
        addUsers: (users) => all("users", users, (user) => this.store({ type: "user.registered", user })),
        addProducts: (products) =>
          all("products", products, (product) => this.store({ type: "product.listed", product })),
      },
      orders: {
        addOrders: async (orders) => {
          const stored = await all("orders", orders, (order) => this.store({ type: "order.placed", order }));
          return { stored, duplicates: 0 };
        },
      },
      withRetry,
    });
  }

  async run(
    records: readonly SourceLine[],
    { sink = this.direct(), rate = "1700", ...rest }: Partial<ImportOptions> & { sink?: OrderSink; rate?: string } = {},
  ): Promise<ImportReport> {
    const imported = await importOrders({ ...this.dependencies(rate), sink }, stream(records), {
      ...optionsFor(records),
      ...rest,
    });
    assert(imported.ok);
    return imported.value;
  }

  dependencies(rate = "1700") {
    const { imports: runs, imports: stored, rejects } = this;
    return { rates: new Map([["GBP", parseDecimal(rate)!]]), digest: sha256, runs, stored, rejects, withRetry };
  }
}

function optionsFor(records: unknown) {
  const source = { file: "day.csv", digest: sha256(JSON.stringify(records, String)), profile: "test", via: "postgres" };
  return { source: source as ImportedFile, runner: "one", signal: new AbortController().signal };
}

async function* stream<T>(items: readonly T[]) {
  await Promise.resolve();
  yield* items;
}

type Change = Partial<Omit<OrderLine, "unitPrice">> & { readonly price?: string; readonly fault?: string };

function lines(...changes: Change[]): SourceLine[] {
  return changes.map(({ price = "2.55", fault, ...change }, index) => {
    const source = { line: index + 2, raw: JSON.stringify({ price, fault, ...change }) };
    if (fault !== undefined) return { ...source, fault, order: change.order ?? "536365" };
    const unitPrice = parseDecimal(price)!;
    const quantity = change.quantity ?? 6;
    return {
      ...source,
      value: {
        order: "536365",
        lineId: null,
        sku: "85123A",
        name: "HEART",
        category: "Gifts",
        isGoods: true,
        quantity,
        currency: "GBP",
        unitPrice,
        amount: multiply(unitPrice, { digits: BigInt(quantity), scale: 0 }),
        discount: null,
        shipping: null,
        tax: null,
        at: new Date("2010-12-01T08:26:00Z"),
        customer: "17850",
        region: "United Kingdom",
        paymentMethod: null,
        status: quantity < 0 ? "CANCELLED" : "DELIVERED",
        ...change,
      },
    };
  });
}

const DAY = lines(
  {},
  {},
  { sku: "71053" },
  { order: "536366", customer: null },
  { order: "C536367", quantity: -6 },
  { order: "536368", fault: "UnitPrice: dear" },
);

Deno.test("importOrders brings customers, guests, products and orders and balances them against the store", async () => {
  const shop = new Shop();
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
  const shop = new Shop();
  await shop.run(DAY);
  const { stored, alreadyThere, balanced } = await shop.run(DAY);
  assertEquals({ stored, alreadyThere, balanced }, { stored: 0, alreadyThere: 5, balanced: true });
  assertEquals(shop.orders.size, 5);
});

Deno.test("importOrders does not balance when the store holds other amounts under the same ids", async () => {
  const shop = new Shop();
  await shop.run(DAY);
  const again = await shop.run(DAY, { rate: "1800" });
  assertFalse(again.balanced);
  assert(again.amountIn !== again.amountStored);
});

Deno.test("importOrders sends users and products once, before the orders that name them", async () => {
  const shop = new Shop();
  await shop.run(DAY, { batchSize: 2 });
  assertEquals(shop.calls, ["users 1", "products 1", "orders 2", "users 1", "products 1", "orders 2", "orders 1"]);
});

Deno.test("importOrders adds nothing when the same lines come in another order", async () => {
  const shop = new Shop();
  await shop.run(DAY);
  const { stored, alreadyThere, differing, balanced } = await shop.run(DAY.toReversed(), { batchSize: 2 });
  assertEquals({ stored, alreadyThere, differing, balanced }, {
    stored: 0,
    alreadyThere: 5,
    differing: 0,
    balanced: true,
  });
});

Deno.test("importOrders names lines of an invoice that is stored with others, and adds them only when asked to", async () => {
  const shop = new Shop();
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
  const shop = new Shop();
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
  const shop = new Shop();
  await shop.run(lines({ quantity: 6 }, { order: "536366", quantity: 3 }));
  const [cancelled, refunded] = [...shop.orders.values()];
  const back = (order: Order, end: string, quantity: number, totalAmount: number) => {
    const orderId = `${order.orderId}-${end}` as OrderId;
    shop.orders.set(orderId, { ...order, orderId, quantity, totalAmount, importRun: null });
  };
  back(cancelled!, "cancelled", -6, -cancelled!.totalAmount);
  back(refunded!, "900", -1, -4335);
  const refund = { order: "536366", sku: "REFUND", isGoods: false, quantity: -1 };
  const export_ = lines({ quantity: 6 }, { order: "536366", quantity: 3 }, { quantity: -6 }, refund);
  const { stored, alreadyThere, differing, balanced } = await shop.run(export_, { addDiffering: true });
  assertEquals({ stored, alreadyThere, differing, balanced, orders: shop.orders.size }, {
    stored: 0,
    alreadyThere: 4,
    differing: 0,
    balanced: true,
    orders: 4,
  });
  const other = await shop.run(lines({ order: "536366", quantity: 3 }, { ...refund, price: "1.00" }));
  assertEquals([other.stored, other.differing], [0, 1]);
});

Deno.test("importOrders adds the lines of a mended file that an earlier one could not read, and no more", async () => {
  const shop = new Shop();
  const broken: SourceLine = { line: 3, raw: "536365,", fault: "2 columns", order: "536365" };
  const [first, mended, third, other] = lines({}, { sku: "84406B" }, { sku: "71053" }, { sku: "22728" });
  await shop.run([first!, broken, third!]);
  assertEquals(shop.rejected, [{ line: 3, reason: "2 columns", raw: "536365," }]);
  const { stored, alreadyThere, differing } = await shop.run([first!, mended!, third!, other!]);
  assertEquals({ stored, alreadyThere, differing }, { stored: 1, alreadyThere: 2, differing: 1 });
});

Deno.test("importOrders refuses a line whose own id the file has already", async () => {
  const shop = new Shop();
  const { stored, rejected } = await shop.run(lines({ lineId: "7" }, { lineId: "7" }, { lineId: "8" }));
  assertEquals({ stored, rejected }, { stored: 2, rejected: 1 });
  assertEquals([...shop.orders.keys()], ["536365-7", "536365-8"]);
});

Deno.test("importOrders ends as replaced when another process goes on with its run", async () => {
  const shop = new Shop();
  const dependencies = { ...shop.dependencies(), sink: shop.direct() };
  const onProgress = () => void (shop.imports.runs[0]!.runner = "another");
  const imported = await importOrders(dependencies, stream(DAY), { ...optionsFor(DAY), batchSize: 2, onProgress });
  assertEquals(!imported.ok && imported.refusal.code, "run_replaced");
  assert(shop.orders.size < 5);
});

Deno.test("importOrders goes on where an interrupted run ended", async () => {
  const shop = new Shop();
  const stop = new AbortController();
  const onProgress = () => stop.abort(new Error("Ctrl-C"));
  await assertRejects(() => shop.run(DAY, { batchSize: 2, signal: stop.signal, onProgress }), Error, "Ctrl-C");
  assertEquals(shop.orders.size, 2);
  const { run, stored, alreadyThere, balanced } = await shop.run(DAY, { batchSize: 2 });
  assertEquals({ run, stored, alreadyThere, balanced }, { run: 1, stored: 3, alreadyThere: 2, balanced: true });
  assertEquals((await shop.imports.list(9)).map(({ stored }) => stored), [5]);
});

Deno.test("importOrders closes its sink when the source breaks", async () => {
  const shop = new Shop();
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
  const { lines, balanced } = await new Shop().run([]);
  assertEquals({ lines, balanced }, { lines: 0, balanced: true });
});

/** A log whose one reader stores in the background, a few records at a time. */
function logInto(shop: Shop, options: { readonly readers: number }) {
  const topics = new Map<string, CommerceEvent[]>();
  const next = new Map<string, number>();
  const covered: string[] = [];
  const step = (topic: string) => {
    const at = next.get(topic) ?? 0;
    const some = (topics.get(topic) ?? []).slice(at, at + 2);
    if (some.some((event) => event.type === "order.placed" && !shop.users.has(event.order.userId))) return;
    some.forEach((event) => shop.store(event));
    next.set(topic, at + some.length);
  };
  const sink = throughLog({
    log: {
      publish: (events) =>
        Promise.resolve(events.map((event) => {
          const topic = streamOf(event);
          if (!topics.has(topic)) topics.set(topic, []);
          return { topic, partition: 0, offset: topics.get(topic)!.push(event) - 1 };
        })),
    },
    consumers: {
      readers: () => Promise.resolve(options.readers),
      consume: async (_stream, signal) => {
        while (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1));
      },
    },
    watch: {
      positions: {
        all: () =>
          Promise.resolve(
            [...next].map(([topic, next]) => ({ group: topic, topic, partition: 0, next, lastRecordAt: null })),
          ),
      },
      pending: { complete: () => Promise.resolve(0), count: () => Promise.resolve(0) },
      inspector: { ranges: () => Promise.resolve([{ partition: 0, first: 0, end: 1_000 }]) },
      groupOf: (topic) => topic,
      now: () => new Date(0),
      sleep: () => Promise.resolve(["users", "products", "orders"].forEach(step)),
      withRetry,
    },
    withRetry,
    onFallback: (streams) => covered.push(...streams),
  });
  return { sink, covered };
}

Deno.test("importOrders through a log ends only when all it sent is stored", async () => {
  const shop = new Shop();
  const { sink, covered } = logInto(shop, { readers: 1 });
  const phases = new Set<string>();
  const report = await shop.run(DAY, { sink, onProgress: ({ phase }) => phases.add(phase) });
  assertEquals([report.stored, report.balanced], [5, true]);
  assertEquals([...phases], ["reading", "storing"]);
  assertEquals(covered, []);
});

Deno.test("importOrders through a log reads the streams itself where nobody does", async () => {
  const shop = new Shop();
  const { sink, covered } = logInto(shop, { readers: 0 });
  assert((await shop.run(DAY, { sink })).balanced);
  assertEquals(covered, ["users", "products", "orders"]);
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
      const shop = new Shop();
      const first = await shop.run(lines(...changes), { batchSize });
      assert(first.balanced);
      assertEquals([first.stored, first.orders + first.rejected], [shop.orders.size, changes.length]);
      const second = await shop.run(lines(...changes), { batchSize });
      assertEquals([second.stored, second.alreadyThere, second.balanced], [0, first.orders, true]);
    }),
  );
});
