import { MemoryIdempotentAnswers } from "../memory/shared/idempotent_answers.ts";
import type { CommerceEvent } from "../../domain/commerce/commerce_event.ts";
import type { Order } from "../../domain/commerce/order.ts";
import { placeOrder } from "../../domain/commerce/order_placement.ts";
import type { Product } from "../../domain/commerce/product.ts";
import { listProduct } from "../../domain/commerce/product_listing.ts";
import type { Purchase } from "../../domain/commerce/purchase.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { registerUser } from "../../domain/commerce/user_registration.ts";
import type { User } from "../../domain/commerce/user.ts";
import { seededRandom } from "../../domain/shared/random.ts";
import { pageOfAll, type PageRequest } from "../../application/shared/page.ts";
import type { May } from "../../application/commerce/ports/shop.ts";
import type { Result } from "../../domain/shared/result.ts";
import type { CommerceDeps } from "../../adapters/http/commerce/deps.ts";
import type { HttpDeps } from "../../adapters/http/deps.ts";
import { KeptOrderFiles } from "../../adapters/files/orders/kept_order_files.ts";
import { toStore } from "../../application/commerce/import/to_store.ts";
import type { CommerceWriter } from "../../application/commerce/ports/shop.ts";
import { MemoryImports } from "../memory/commerce/imports.ts";

/** A shop in a few maps, for the edge's tests. Its fields may be changed during a test. */
export interface FakeShop {
  readonly deps: HttpDeps;
  readonly users: Map<string, User>;
  readonly products: Map<string, Product>;
  readonly orders: Map<string, Order>;
  readonly published: CommerceEvent[];
  readonly logged: { readonly level: string; readonly fields: object; readonly message: string }[];
  fault: { store?: Error; cache?: Error; log?: Error };
  now: Date;
  lag: number;
  summaries: number;
}

const STAMPS = { createdDatetime: new Date("2026-03-02T03:00:00Z"), updatedDatetime: new Date("2026-03-02T03:00:00Z") };

export function fakeShop(overrides: Partial<HttpDeps> = {}): FakeShop {
  let ids = 0;
  const random = seededRandom("fake shop");
  const shop: FakeShop = {
    users: new Map(),
    products: new Map(),
    orders: new Map(),
    published: [],
    logged: [],
    fault: {},
    now: new Date("2026-03-02T03:00:00Z"),
    lag: 0,
    summaries: 0,
    deps: {
      commerce: {
        users: fakeUsers(() => shop),
        erasure: fakeErasure(() => shop),
        products: fakeProducts(() => shop),
        orders: fakeOrders(() => shop),
        imports: fakeImports(() => shop),
        webhooks: {
          webhooks: fakeWebhooks(() => shop),
          rates: new Map(["KRW", "EUR"].map((currency) => [currency, { digits: 1n, scale: 0 }])),
          digest: sha256,
          shopifySecrets: ["shop secret", "earlier secret"],
        },
        ...fakePipeline(() => shop),
        streams: {
          users: { topic: "users", group: "users_group" },
          products: { topic: "products", group: "products_group" },
          orders: { topic: "orders", group: "orders_group" },
        },
      },
      clock: () => shop.now,
      newId: () => `id${++ids}`,
      random,
      log: {
        info: (fields, message) => shop.logged.push({ level: "info", fields, message }),
        warn: (fields, message) => shop.logged.push({ level: "warn", fields, message }),
        error: (fields, message) => shop.logged.push({ level: "error", fields, message }),
      },
      answers: new MemoryIdempotentAnswers(),
      asyncapi: { asyncapi: "3.0.0", info: { title: "Tillstream", version: "1" } },
      health: {
        live: () => new Response("ok"),
        ready: () => new Response("not yet", { status: 503 }),
        metrics: () => new Response("# none"),
      },
      ...overrides,
    },
  };
  return shop;
}

export function someUser(shop: FakeShop, draft: object = {}): User {
  const id = `U-${shop.users.size + 1}`;
  const user = valueOf(
    registerUser({ name: "김서연", gender: "F", age: 34, address: "서울특별시 마포구", ...draft }, {
      id,
      now: shop.now,
      random: shop.deps.random,
    }),
  );
  shop.users.set(user.userId, user);
  return user;
}

export function someProduct(shop: FakeShop, draft: object = {}): Product {
  const id = `P-${shop.products.size + 1}`;
  const product = valueOf(
    listProduct({ name: "무선 이어폰", category: "디지털/가전", price: 89_000, ...draft }, { id, now: shop.now }),
  );
  shop.products.set(product.productId, product);
  return product;
}

export function someOrder(shop: FakeShop, user: User, product: Product, more: Partial<Order> = {}): Order {
  const id = `O-${shop.orders.size + 1}`;
  const draft = { userId: user.userId, productId: product.productId, quantity: 1, totalAmount: product.price };
  const order: Order = {
    ...valueOf(placeOrder(draft, { id, now: shop.now })),
    category: product.category,
    userName: user.name,
    userRegion: user.address.split(" ")[0] ?? null,
    userGender: user.gender,
    ...more,
  };
  shop.orders.set(order.orderId, order);
  return order;
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

function fakeUsers(of: () => FakeShop): CommerceDeps["users"] {
  return {
    find: (id) => attempt(of, "store", (shop) => stamped(shop.users.get(id))),
    add: (user) => attempt(of, "store", (shop) => added(shop.users, user.userId, user)),
    change: (id: string, changes: object, may?: May<User>) =>
      attempt(of, "store", (shop) => changed<User>(shop.users, id, changes, may) as never),
    remove: (id) =>
      attempt(of, "store", (shop) => {
        if ([...shop.orders.values()].some(({ userId }) => userId === id)) return "has_orders";
        return shop.users.delete(id) ? "removed" : "unknown";
      }),
  };
}

function fakeErasure(of: () => FakeShop): CommerceDeps["erasure"] {
  return {
    register: {
      name: "Postgres",
      begin: (id, at) =>
        attempt(of, "store", (shop) => {
          const isOrdered = [...shop.orders.values()].some(({ userId }) => userId === id);
          const found = isOrdered ? changed(shop.users, id, { name: "-" }) !== null : shop.users.delete(id);
          return { erasedAt: at, found: [{ place: "users", records: found ? 1 : 0 }] };
        }),
    },
    stores: [],
    digestOf: sha256,
  };
}

function fakeProducts(of: () => FakeShop): CommerceDeps["products"] {
  return {
    find: (id) => attempt(of, "store", (shop) => stamped(shop.products.get(id))),
    add: (product) => attempt(of, "store", (shop) => added(shop.products, product.productId, product)),
    change: (id: string, changes: object, may?: May<Product>) =>
      attempt(of, "store", (shop) => changed<Product>(shop.products, id, changes, may) as never),
    remove: (id) =>
      attempt(of, "store", (shop) => {
        if ([...shop.orders.values()].some(({ productId }) => productId === id)) return "has_orders";
        return shop.products.delete(id) ? "removed" : "unknown";
      }),
  };
}

function fakeOrders(of: () => FakeShop): CommerceDeps["orders"] {
  return {
    find: (id) => attempt(of, "store", (shop) => stamped(shop.orders.get(id))),
    add: (order) =>
      attempt(of, "store", (shop) => {
        if (!shop.users.has(order.userId)) return "unknown_user";
        if (!shop.products.has(order.productId)) return "unknown_product";
        return added(shop.orders, order.orderId, order);
      }),
    findAll: (ids) => attempt(of, "store", (shop) => ids.flatMap((id) => shop.orders.get(id) ?? [])),
    advance: (id, from, to) =>
      attempt(of, "store", (shop) => {
        const order = shop.orders.get(id);
        if (order?.status !== from) return false;
        shop.orders.set(id, { ...order, status: to });
        return true;
      }),
    change: (id: string, changes: object, may?: May<Order>) =>
      attempt(of, "store", (shop) => changed<Order>(shop.orders, id, changes, may) as never),
    remove: (id) => attempt(of, "store", (shop) => shop.orders.delete(id) ? "removed" : "unknown"),
  };
}

function fakeWebhooks(of: () => FakeShop): CommerceDeps["webhooks"]["webhooks"] {
  const seen = new Set<string>();
  const purchases = new Map<string, Purchase>();
  return {
    take: ({ deliveryId, purchaseId }, decide) =>
      attempt(of, "store", (shop) => {
        if (seen.has(deliveryId)) return "duplicate";
        seen.add(deliveryId);
        const decision = decide(purchases.get(purchaseId) ?? null);
        if (decision === null) return "stale";
        purchases.set(purchaseId, decision.purchase);
        shop.published.push(...decision.events);
        return "taken";
      }),
  };
}

function fakeImports(of: () => FakeShop): CommerceDeps["imports"] {
  const imports = new MemoryImports(() => of().orders);
  const addAll = <T>(values: readonly T[], to: (shop: FakeShop) => Map<string, T>, idOf: (value: T) => string) =>
    attempt(of, "store", (shop) => {
      for (const value of values) to(shop).set(idOf(value), value);
      return values.length;
    });
  const writer: CommerceWriter = {
    addUsers: (users) => addAll(users, (shop) => shop.users, ({ userId }) => userId),
    addProducts: (products) => addAll(products, (shop) => shop.products, ({ productId }) => productId),
  };
  const addOrders = (added: readonly Order[]) =>
    attempt(of, "store", (shop) => {
      const fresh = added.filter(({ orderId }) => !shop.orders.has(orderId));
      for (const order of fresh) shop.orders.set(order.orderId, order);
      return { stored: fresh.length, duplicates: added.length - fresh.length };
    });
  const withRetry = <T>(work: () => Promise<T>) => work();
  return {
    files: new KeptOrderFiles(),
    digest: sha256,
    sink: () => toStore({ writer, orders: { addOrders }, withRetry }),
    runs: imports,
    stored: imports,
    undo: {
      changed: (run) =>
        attempt(of, "store", (shop) => {
          const ids = [...shop.orders.values()].filter(({ importRun, status }) =>
            importRun === run && status === "RETURNED"
          )
            .map(({ orderId }) => orderId);
          return { count: ids.length, ids };
        }),
      begin: () => Promise.resolve(),
      takeOrders: (run) =>
        attempt(of, "store", (shop) => {
          const taken = [...shop.orders.values()].filter(({ importRun }) => importRun === run);
          for (const { orderId } of taken) shop.orders.delete(orderId);
          return taken.length;
        }),
      takeUnused: () => Promise.resolve({ users: 0, products: 0 }),
      finish: (run) => {
        imports.runs[run - 1] = { ...imports.runs[run - 1]!, undoneAt: of().now };
        return Promise.resolve({ keptUsers: 0, keptProducts: 0 });
      },
    },
    importSales: () => Promise.reject(new Error("this shop has no stores")),
    takeSales: () => Promise.resolve(0),
    signal: new AbortController().signal,
  };
}

function fakePipeline(
  of: () => FakeShop,
): Pick<CommerceDeps, "events" | "pools" | "scenarios" | "lists" | "figures" | "positions" | "inspector" | "scanner"> {
  return {
    events: {
      publish: (events) =>
        attempt(of, "log", (shop) => {
          shop.published.push(...events);
          return events.map((_, offset) => ({ topic: "t", partition: 0, offset }));
        }),
    },
    pools: {
      replaceUsers: () => Promise.resolve(),
      replaceProducts: () => Promise.resolve(),
      removeUser: () => Promise.resolve(false),
      users: () => attempt(of, "cache", (shop) => [...shop.users.values()]),
      products: () => attempt(of, "cache", (shop) => [...shop.products.values()]),
      randomUser: () => attempt(of, "cache", (shop) => [...shop.users.values()][0] ?? null),
      randomProduct: () => attempt(of, "cache", (shop) => [...shop.products.values()][0] ?? null),
      sizes: () => attempt(of, "cache", (shop) => ({ users: shop.users.size, products: shop.products.size })),
      use: () => attempt(of, "cache", () => ({ hits: 3, misses: 1, hitRate: 0.75 })),
      isConnected: () => Promise.resolve(of().fault.cache === undefined),
    },
    scenarios: fakeScenarios(of),
    lists: {
      users: (_, page) => attempt(of, "store", ({ users }) => listed(users, page)),
      products: (_, page) => attempt(of, "store", ({ products }) => listed(products, page)),
      orders: ({ user }, page) =>
        attempt(
          of,
          "store",
          ({ orders }) =>
            listed(new Map([...orders].filter(([, { userId }]) => user === undefined || user === userId)), page),
        ),
      dailySales: () => attempt(of, "store", () => ({ items: [], next: null })),
      pendingOrders: () => attempt(of, "store", () => ({ items: [], next: null })),
      outbox: () => attempt(of, "store", () => ({ items: [], next: null })),
    },
    figures: {
      figures: () =>
        attempt(of, "store", (shop) => {
          shop.summaries++;
          const members = [...shop.users.values()];
          const buyers = members.filter((user) => user.lastOrderedAt !== null).length;
          const counts = { users: members.length, products: shop.products.size, orders: shop.orders.size };
          const grades = { BRONZE: 0, SILVER: 0, GOLD: 0, VIP: 0 };
          for (const { grade } of members) grades[grade]++;
          return { counts, buyers, newUsers: members.length - buyers, grades };
        }),
      recentOrders: (limit) => attempt(of, "store", (shop) => [...shop.orders.values()].reverse().slice(0, limit)),
    },
    positions: {
      all: () =>
        attempt(of, "store", (shop) =>
          Object.values(shop.deps.commerce.streams).map((stream) => ({
            ...stream,
            partition: 0,
            next: 100,
            lastRecordAt: new Date(shop.now.getTime() - 2_000),
          }))),
    },
    inspector: {
      ranges: () => attempt(of, "log", (shop) => [{ partition: 0, first: 0, end: 100 + shop.lag }]),
      readers: () => Promise.resolve(3),
    },
    scanner: { async *scan() {} },
  };
}

function fakeScenarios(of: () => FakeShop): CommerceDeps["scenarios"] {
  const runs = new Map<string, Date>();
  return {
    running: () => attempt(of, "cache", () => [...runs].map(([name, until]) => ({ name, until }))),
    start: ({ name, until }) => attempt(of, "cache", () => void runs.set(name, until)),
    stop: (name) => attempt(of, "cache", () => runs.delete(name) ? "stopped" : "idle"),
  };
}

async function attempt<T>(of: () => FakeShop, part: keyof FakeShop["fault"], work: (shop: FakeShop) => T): Promise<T> {
  await Promise.resolve();
  const fault = of().fault[part];
  if (fault) throw fault;
  return work(of());
}

/** By id: all of a fake shop's things are of one moment. */
function listed<T extends object>(all: ReadonlyMap<string, T>, { descending, ...page }: PageRequest) {
  const ids = [...all.keys()].sort();
  const { items, next } = pageOfAll(descending ? ids.reverse() : ids, (id) => id, {
    ...page,
    after: page.after && [page.after.at(-1)!],
  });
  return {
    items: items.map((id) => stamped(all.get(id))!),
    next: next && (page.sort === "createdAt" ? ["2026-03-02 03:00:00+00", next[0]!] : next),
  };
}

function stamped<T extends object>(value: T | undefined): (T & typeof STAMPS) | null {
  return value ? { ...value, ...STAMPS } : null;
}

function added<T>(all: Map<string, T>, id: string, value: T): "added" | "exists" {
  if (all.has(id)) return "exists";
  all.set(id, value);
  return "added";
}

function changed<T extends object>(
  all: Map<string, T>,
  id: string,
  changes: object,
  may: May<T> = () => true,
): (T & typeof STAMPS) | null | "refused" {
  const value = all.get(id);
  if (!value) return null;
  if (!may(stamped(value)!)) return "refused";
  all.set(id, { ...value, ...changes });
  return stamped(all.get(id));
}
