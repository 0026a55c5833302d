import type { CommerceDeps } from "../../../adapters/http/commerce/deps.ts";
import { decodeEvent } from "../../../adapters/kafka/commerce/codec.ts";
import { MemoryRedrivenLetters } from "../../memory/shared/redriven_letters.ts";
import { pageOfAll, type PageRequest } from "../../../application/shared/page.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import { attempt, type ShopState, stamped } from "./shop_state.ts";

export function fakePipeline(
  of: () => ShopState,
  streams: CommerceDeps["streams"],
): Pick<
  CommerceDeps,
  "events" | "pools" | "scenarios" | "lists" | "figures" | "positions" | "inspector" | "scanner" | "redrive" | "outbox"
> {
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
      salesByHour: (from, until) =>
        attempt(of, "store", ({ orders }) => {
          const sold = [...orders.values()].filter(({ createdAt }) => createdAt >= from && createdAt < until);
          return Array.from({ length: 24 }, (_, hour) => {
            const lines = sold.filter(({ createdAt }) => seoulTime(createdAt).hour === hour);
            const amount = lines.reduce((sum, { totalAmount }) => sum + totalAmount, 0);
            return {
              hour,
              amount,
              orders: new Set(lines.map(({ userId, createdAt }) => `${userId} ${+createdAt}`)).size,
            };
          }).filter(({ orders }) => orders > 0);
        }),
      recentOrders: (limit) => attempt(of, "store", (shop) => [...shop.orders.values()].reverse().slice(0, limit)),
    },
    positions: {
      all: () =>
        attempt(of, "store", (shop) =>
          Object.values(streams).map((stream) => ({
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
    redrive: {
      writer: {
        append: (topic, records) => Promise.resolve(records.map((_, offset) => ({ topic, partition: 0, offset }))),
      },
      inbox: { position: () => attempt(of, "store", () => ({ next: 0, logId: null })) },
      redriven: new MemoryRedrivenLetters(),
      decode: (topic, record) =>
        decodeEvent(
          record,
          ({ users: "user.registered", products: "product.listed" } as const)[topic] ?? "order.placed",
        ),
      probe: () => Promise.resolve(),
    },
    outbox: { retry: () => attempt(of, "store", () => 0) },
  };
}

function fakeScenarios(of: () => ShopState): CommerceDeps["scenarios"] {
  const runs = new Map<string, Date>();
  return {
    running: () => attempt(of, "cache", () => [...runs].map(([name, until]) => ({ name, until }))),
    start: ({ name, until }) => attempt(of, "cache", () => void runs.set(name, until)),
    stop: (name) => attempt(of, "cache", () => runs.delete(name) ? "stopped" : "idle"),
  };
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
