import { assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../shared/fault.ts";
import { summarise, type SummarySources } from "./summarise.ts";

const AS_OF = new Date("2026-03-02T12:00:00Z");
const FIGURES = {
  counts: { users: 3, products: 2, orders: 5 },
  buyers: 2,
  newUsers: 1,
  grades: { BRONZE: 1, SILVER: 1, GOLD: 1, VIP: 0 },
};
const AWAY = () => Promise.reject(new Outage("it", new Error("gone")));

type Positions = Awaited<ReturnType<SummarySources["positions"]["all"]>>;

/** Reads from one topic `orders` with two partitions, of which `positions` are stored. */
function sources(overrides: {
  positions?: Positions;
  ranges?: readonly { partition: number; first: number; end: number }[];
  away?: readonly ("figures" | "pools" | "positions" | "inspector")[];
}): SummarySources {
  const { positions = [], ranges = [], away = [] } = overrides;
  const answer = <T>(part: typeof away[number], value: T) => away.includes(part) ? AWAY() : Promise.resolve(value);
  const stream = { topic: "orders", group: "orders_group" };
  return {
    figures: { figures: () => answer("figures", FIGURES), recentOrders: () => Promise.resolve([]) },
    pools: {
      sizes: () => answer("pools", { users: 3, products: 2 }),
      use: () => answer("pools", { hits: 1, misses: 0, hitRate: 1 }),
    } as unknown as SummarySources["pools"],
    positions: { all: () => answer("positions", positions) },
    inspector: {
      ranges: (topic) => answer("inspector", topic === "orders" ? [...ranges] : []),
      readers: () => Promise.resolve(0),
    },
    streams: {
      users: { topic: "users", group: "users_group" },
      products: { topic: "products", group: "products_group" },
      orders: stream,
    },
  };
}

function stored(partition: number, next: number, secondsAgo: number | null): Positions[number] {
  const lastRecordAt = secondsAgo === null ? null : new Date(AS_OF.getTime() - secondsAgo * 1000);
  return { group: "orders_group", topic: "orders", partition, next, lastRecordAt };
}

async function ordersLag(overrides: Parameters<typeof sources>[0]) {
  const { groups } = await summarise(sources(overrides), AS_OF);
  return groups?.find(({ topic }) => topic === "orders");
}

Deno.test("summarise adds up what each partition lacks and dates it by the slowest that lags", async () => {
  const lag = await ordersLag({
    ranges: [{ partition: 0, first: 0, end: 10 }, { partition: 1, first: 0, end: 20 }, {
      partition: 2,
      first: 0,
      end: 9,
    }],
    positions: [stored(0, 7, 4), stored(1, 18, 9), stored(2, 9, 600)],
  });
  assertEquals(lag, { group: "orders_group", topic: "orders", lag: 5, lagSeconds: 9 });
});

Deno.test("summarise gives no lag to a group that has stored everything, however long ago", async () => {
  const lag = await ordersLag({ ranges: [{ partition: 0, first: 0, end: 7 }], positions: [stored(0, 7, 600)] });
  assertEquals(lag, { group: "orders_group", topic: "orders", lag: 0, lagSeconds: 0 });
});

Deno.test("summarise counts a partition that was never read from its first record, with no time", async () => {
  const lag = await ordersLag({ ranges: [{ partition: 0, first: 40, end: 47 }] });
  assertEquals([lag?.lag, lag?.lagSeconds], [7, null]);
});

Deno.test("summarise does not count what retention has removed", async () => {
  const lag = await ordersLag({ ranges: [{ partition: 0, first: 40, end: 47 }], positions: [stored(0, 3, 5)] });
  assertEquals([lag?.lag, lag?.lagSeconds], [7, 5]);
});

Deno.test("summarise has no negative lag where the log was made anew", async () => {
  const lag = await ordersLag({ ranges: [{ partition: 0, first: 0, end: 2 }], positions: [stored(0, 90, 5)] });
  assertEquals([lag?.lag, lag?.lagSeconds], [0, 0]);
});

Deno.test("summarise ignores positions of other groups on the same topic", async () => {
  const other = { ...stored(0, 10, 1), group: "other" };
  const lag = await ordersLag({ ranges: [{ partition: 0, first: 0, end: 10 }], positions: [other, stored(0, 4, 2)] });
  assertEquals(lag?.lag, 6);
});

Deno.test("summarise leaves out what is unreachable and names it, and keeps the rest", async () => {
  const cache = await summarise(sources({ away: ["pools"] }), AS_OF);
  assertEquals([cache.pools, cache.cache, cache.unavailable, cache.counts], [null, null, ["cache"], FIGURES.counts]);
  const log = await summarise(sources({ away: ["inspector"] }), AS_OF);
  assertEquals([log.groups, log.unavailable, log.buyers], [null, ["log"], 2]);
  const store = await summarise(sources({ away: ["figures", "positions"] }), AS_OF);
  assertEquals([store.counts, store.grades, store.groups, store.unavailable], [null, null, null, ["store"]]);
  const all = await summarise(sources({ away: ["figures", "positions", "pools", "inspector"] }), AS_OF);
  assertEquals([all.unavailable, all.asOf], [["store", "cache", "log"], AS_OF]);
});

Deno.test("summarise throws what is no outage", async () => {
  const broken = { ...sources({}), positions: { all: () => Promise.reject(new TypeError("bug")) } };
  await assertRejects(() => summarise(broken, AS_OF), TypeError, "bug");
});
