import type { HttpDeps } from "../../adapters/http/deps.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import type { Order } from "../../domain/commerce/order.ts";
import { placeOrder } from "../../domain/commerce/order_placement.ts";
import { listProduct } from "../../domain/commerce/product_listing.ts";
import type { Product } from "../../domain/commerce/product.ts";
import { registerUser } from "../../domain/commerce/user_registration.ts";
import type { User } from "../../domain/commerce/user.ts";
import { seededRandom } from "../../domain/shared/random.ts";
import type { Result } from "../../domain/shared/result.ts";
import { MemoryIdempotentAnswers } from "../memory/shared/idempotent_answers.ts";
import { fakeImports, fakeWebhooks } from "./fake_shop/inbound.ts";
import { fakePipeline } from "./fake_shop/pipeline.ts";
import { fakeErasure, fakeMembers, fakeOrders, fakeProducts, fakeUsers } from "./fake_shop/resources.ts";
import type { ShopState } from "./fake_shop/shop_state.ts";

/** A shop in a few maps, for the edge's tests. Its fields may be changed during a test. */
export interface FakeShop extends ShopState {
  readonly deps: HttpDeps;
  readonly logged: { readonly level: string; readonly fields: object; readonly message: string }[];
}

const STREAMS = {
  users: { topic: "users", group: "users_group" },
  products: { topic: "products", group: "products_group" },
  orders: { topic: "orders", group: "orders_group" },
};

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
        members: fakeMembers(() => shop),
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
        ...fakePipeline(() => shop, STREAMS),
        streams: STREAMS,
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
