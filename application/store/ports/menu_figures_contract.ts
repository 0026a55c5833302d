import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import {
  type ComparedSales,
  comparisonSpan,
  type ReceivedSale,
  spanEndingWith,
} from "../../../domain/store/menu_comparison.ts";
import { businessDaySchema } from "../../../domain/store/business_day.ts";
import type { Store } from "../../../domain/store/store.ts";
import { DAY_MS, HOUR_MS } from "../../../domain/shared/durations.ts";
import { pick, type Random, seededRandom, wholeBetween } from "../../../domain/shared/random.ts";
import { naiveMenuComparison } from "../../../testing/oracles/naive_menu_comparison.ts";
import { dated, randomSales, saleId, sampleSale, sampleStore } from "../../../testing/fixtures/store_samples.ts";
import { inStores, type OpenStores, type StoresUnderTest } from "../../../testing/ports/stores.ts";

/** Zones, each with moments at which its clocks are changed: by an hour, by half of one, at midnight, by a whole day. */
const CHANGES: readonly (readonly [zone: string, ...moments: readonly string[]])[] = [
  ["Asia/Seoul", "2026-03-02T00:00:00Z"],
  ["America/New_York", "2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"],
  ["Europe/Berlin", "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z"],
  ["America/Santiago", "2026-04-05T03:00:00Z", "2026-09-06T04:00:00Z"],
  ["Africa/Casablanca", "2026-02-15T02:00:00Z", "2026-03-22T02:00:00Z"],
  ["Asia/Kathmandu", "2026-06-01T00:00:00Z"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z"],
];
const CLOSING_TIMES = ["00:00", "00:30", "01:15", "02:00", "02:30", "04:00", "11:45"];

/** The recent seven business days against the seven before. */
export function menuFiguresContract(engine: string, open: OpenStores): void {
  describe(`MenuFigures in ${engine}`, () => {
    it(
      "compare gives both sums, difference, share, rank and its change, what is new and what vanished",
      inStores(open, async (books) => {
        const store = sampleStore("1", { closingTime: "04:00" });
        await books.stores.open(store);
        const at = (day: string, menu: string, quantity: number, price = 1_000) => (
          { menu, price, quantity, soldAt: `${day}T12:00:00+09:00` }
        );
        await sell(books, store, [
          at("2026-02-17", "김치찌개", 6),
          at("2026-02-18", "냉면", 3),
          at("2026-02-18", "식혜", 1),
          at("2026-02-24", "김치찌개", 3),
          at("2026-02-24", "비빔밥", 3),
          at("2026-02-25", "냉면", 5),
          at("2026-02-25", "냉면", -1),
          // Half past two is still the day before, in both halves' last nights.
          { menu: "비빔밥", price: 1_000, quantity: 7, soldAt: "2026-03-03T02:30:00+09:00" },
          { menu: "냉면", price: 1_000, quantity: 2, soldAt: "2026-02-24T03:59:59+09:00" },
          // Outside: the day before the span, and the day after.
          { menu: "김치찌개", price: 1_000, quantity: 50, soldAt: "2026-02-17T03:59:59+09:00" },
          { menu: "김치찌개", price: 1_000, quantity: 50, soldAt: "2026-03-03T04:00:00+09:00" },
        ]);
        const compared = await books.figures.compare(
          store.storeId,
          spanEndingWith(businessDaySchema.parse("2026-03-02"), store),
        );
        assertEquals(
          compared.menus.map(({ menu, status, recent, previous, difference, rankChange }) => [
            menu as string,
            status,
            [recent.amount, recent.units, recent.rank],
            [previous.amount, previous.units, previous.rank],
            [difference.amount, difference.units],
            rankChange,
          ]),
          [
            ["비빔밥", "new", [10_000, 10, 1], [0, 0, null], [10_000, 10], null],
            ["냉면", "kept", [4_000, 4, 2], [5_000, 5, 2], [-1_000, -1], 0],
            ["김치찌개", "kept", [3_000, 3, 3], [6_000, 6, 1], [-3_000, -3], -2],
            ["식혜", "vanished", [0, 0, null], [1_000, 1, 3], [-1_000, -1], null],
          ],
        );
        assertEquals(compared.menus.map(({ recent }) => recent.share), [10 / 17, 4 / 17, 3 / 17, 0]);
        assertEquals(compared.menus.map(({ previous }) => previous.share), [0, 5 / 12, 6 / 12, 1 / 12]);
        assertEquals(compared.recent, { amount: 17_000, units: 17, lines: 5, lateLines: 0, daysWithSales: 3 });
        assertEquals(compared.previous, { amount: 12_000, units: 12, lines: 4, lateLines: 0, daysWithSales: 3 });
      }),
    );

    it(
      "compare gives equal amounts one rank, and leaves out the next",
      inStores(open, async (books) => {
        const store = sampleStore("1");
        await books.stores.open(store);
        const soldAt = "2026-03-02T12:00:00+09:00";
        const amounts = { 라면: 3, 김밥: 5, 우동: 5, 만두: 5, 튀김: 1 };
        await sell(
          books,
          store,
          Object.entries(amounts).map(([menu, quantity]) => ({ menu, price: 1_000, quantity, soldAt })),
        );
        const { menus } = await books.figures.compare(store.storeId, comparisonSpan(new Date(soldAt), store));
        assertEquals(
          menus.map(({ menu, recent }) => [menu as string, recent.rank]),
          [["김밥", 1], ["만두", 1], ["우동", 1], ["라면", 4], ["튀김", 5]],
        );
      }),
    );

    it(
      "compare of nothing sold gives no menus and no shares; of as much taken back as sold no shares either",
      inStores(open, async (books) => {
        const store = sampleStore("1");
        await books.stores.open(store);
        const span = comparisonSpan(new Date("2026-03-02T12:00:00Z"), store);
        const nothing = { amount: 0, units: 0, lines: 0, lateLines: 0, daysWithSales: 0 };
        assertEquals(await books.figures.compare(store.storeId, span), {
          menus: [],
          recent: nothing,
          previous: nothing,
          lastReceivedAt: null,
          version: 0,
        });
        const soldAt = "2026-03-02T03:00:00Z";
        await sell(books, store, [
          { menu: "냉면", price: 9_000, quantity: 1, soldAt },
          { menu: "냉면", price: 9_000, quantity: -1, soldAt },
        ]);
        const [menu] = (await books.figures.compare(store.storeId, span)).menus;
        assertEquals(menu!.recent, { amount: 0, units: 0, share: null, rank: 1 });
      }),
    );

    it(
      "compare says what came in late, when the last came in, and at which version",
      inStores(open, async (books) => {
        const store = sampleStore("1", { closingTime: "04:00" });
        await books.stores.open(store);
        const sales = [
          sampleSale("in time", { soldAt: "2026-03-01T18:00:00Z" }),
          sampleSale("late", { soldAt: "2026-03-01T18:59:59Z" }),
        ];
        // The business day of 1 March is over at 04:00 in Seoul, 19:00 UTC.
        await books.sales.record(store, dated(store, sales.slice(0, 1)), new Date("2026-03-01T18:59:59.999Z"));
        await books.sales.record(store, dated(store, sales.slice(1)), new Date("2026-03-01T19:00:00Z"));
        const compared = await books.figures.compare(
          store.storeId,
          comparisonSpan(new Date("2026-03-02T03:00:00Z"), store),
        );
        assertEquals([compared.recent.lines, compared.recent.lateLines], [2, 1]);
        assertEquals(compared.lastReceivedAt, new Date("2026-03-01T19:00:00Z"));
        assertEquals(compared.version, 2);
      }),
    );

    it(
      "compare agrees with a naive count for sales at random, in every zone, around every change of its clocks",
      inStores(open, async (books) => {
        let stores = 0;
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom(...CHANGES),
            fc.constantFrom(...CLOSING_TIMES),
            fc.integer(),
            fc.nat(80),
            async ([timeZone, ...moments], closingTime, seed, count) => {
              const store = sampleStore(`random-${++stores}`, { timeZone, closingTime });
              await books.stores.open(store);
              await checkAgainstNaive(
                books,
                store,
                seededRandom(seed),
                new Date(pick(seededRandom(seed), moments)),
                count,
              );
            },
          ),
          { numRuns: 60, seed: 20260302 },
        );
      }),
    );
  });
}

/** Random sales around `moment`, some of them late, compared as of a moment that has it anywhere within the span. */
async function checkAgainstNaive(
  books: StoresUnderTest,
  store: Store,
  random: Random,
  moment: Date,
  count: number,
): Promise<void> {
  const asOf = new Date(moment.getTime() + wholeBetween(random, -DAY_MS, 14 * DAY_MS));
  const around = (at: Date, before: number, after: number) => (
    { from: new Date(at.getTime() - before), until: new Date(at.getTime() + after) }
  );
  const sales = [
    ...randomSales(random, count, around(asOf, 16 * DAY_MS, DAY_MS)),
    ...randomSales(random, count, around(moment, 4 * HOUR_MS, 4 * HOUR_MS)),
    ...randomSales(random, 1, around(asOf, 0, 1)),
  ].map((sale, n) => ({ ...sale, saleId: saleId(`S-${n}`) }));
  const received: ReceivedSale[] = [];
  for (let from = 0; from < sales.length; from += 25) {
    const batch = sales.slice(from, from + 25);
    const newest = Math.max(...batch.map(({ soldAt }) => soldAt.getTime()));
    const receivedAt = new Date(newest + (random() < 0.5 ? 0 : wholeBetween(random, 0, 3 * DAY_MS)));
    const recorded = await books.sales.record(store, dated(store, batch), receivedAt);
    assertEquals(recorded.outcome, "recorded");
    received.push(...batch.map((sale) => ({ ...sale, receivedAt })));
  }
  const { version: _, ...compared } = await books.figures.compare(store.storeId, comparisonSpan(asOf, store));
  const naive = naiveMenuComparison(received, asOf, store);
  assertEquals({ ...compared, menus: byName(compared.menus) }, { ...naive, menus: naive.menus as never });
  assertEquals(compared.menus, [...compared.menus].sort(inOrder));
}

function byName(menus: ComparedSales["menus"]): ComparedSales["menus"] {
  return [...menus].sort((a, b) => a.menu < b.menu ? -1 : 1);
}

function inOrder(a: ComparedSales["menus"][number], b: ComparedSales["menus"][number]): number {
  const rank = (rank: number | null) => rank ?? Infinity;
  return rank(a.recent.rank) - rank(b.recent.rank) || rank(a.previous.rank) - rank(b.previous.rank) ||
    (a.menu < b.menu ? -1 : 1);
}

let lines = 0;
async function sell({ sales }: StoresUnderTest, store: Store, drafts: readonly object[]): Promise<void> {
  const all = drafts.map((draft) => sampleSale(`L-${++lines}`, draft));
  for (const sale of all) await sales.record(store, dated(store, [sale]), sale.soldAt);
}
