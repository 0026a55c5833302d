import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import { type EventsUnderTest, identified } from "../../../testing/ports/events.ts";
import type { EventKey, EventPage, WrongCursor } from "./events.ts";
import type { Span } from "./identifications.ts";
import { DAY_MS, HOUR_MS } from "../../../domain/shared/durations.ts";

const DAY: Span = { from: new Date("2026-03-02T00:00:00Z"), to: new Date("2026-03-03T00:00:00Z") };
const MARCH: Span = { from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-04-01T00:00:00Z") };

export function customerEventsContract(engine: string, open: () => Promise<EventsUnderTest>): void {
  const within = (work: (under: EventsUnderTest) => Promise<void>) => async () => {
    await using under = await open();
    await work(under);
  };

  describe(`CustomerEvents in ${engine}`, () => {
    it(
      "record keeps events unchanged, newest first, once despite repetitions",
      within(async ({ events, record }) => {
        const all = [
          identified("cust123", "2026-03-02T12:00:00.000Z"),
          identified("cust123", "2026-03-02T12:01:00.001Z", "탁자 '3\" \\ #1"),
          identified("cust123", "2026-03-02T23:59:59.999Z"),
          identified("다른 손님", "2026-03-02T12:00:00.000Z"),
        ];
        await record.record(all);
        await record.record([...all, ...all]);
        assertEquals(await events.ofCustomer([id("cust123")], DAY, 10), {
          events: [all[2]!, all[1]!, all[0]!],
          cursor: null,
        });
        assertEquals((await read((cursor) => events.between(DAY, 10, cursor))).length, 4);
      }),
    );

    it(
      "ofCustomer and between include the span's start and exclude its end",
      within(async ({ events, record }) => {
        const moments = ["2026-03-01T23:59:59.999Z", "2026-03-02T00:00:00.000Z", "2026-03-02T23:59:59.999Z"];
        await record.record([...moments, "2026-03-03T00:00:00.000Z"].map((at) => identified("cust123", at)));
        const expected = [moments[2], moments[1]];
        assertEquals(momentsOf(await read((cursor) => events.ofCustomer([id("cust123")], DAY, 10, cursor))), expected);
        assertEquals(momentsOf(await read((cursor) => events.between(DAY, 10, cursor))), expected);
      }),
    );

    it(
      "pages have no gaps and no repetitions, also among events of one time",
      within(async ({ events, record }) => {
        const all = Array.from({ length: 230 }, (_, n) => {
          const at = new Date(MARCH.from.getTime() + Math.floor(n / 7) * 20 * HOUR_MS + (n % 7 < 3 ? 0 : n % 7));
          return identified(`cust-${n % 7}`, at);
        });
        await record.record(all);
        for (const limit of [1, 7, 50, 1_000]) {
          const found = await read((cursor) => events.between(MARCH, limit, cursor));
          assertEquals(found.length, all.length, `pages of ${limit}`);
          assertEquals(new Set(found.map(keyOf)), new Set(all.map(keyOf)));
          assertEquals(momentsOf(found), momentsOf(found).toSorted().reverse());
        }
        const own = all.filter(({ identity }) => identity.customerId === "cust-3");
        const found = await read((cursor) => events.ofCustomer([id("cust-3")], MARCH, 4, cursor));
        assertEquals(found.map(keyOf), own.map(keyOf).reverse());
      }),
    );

    it(
      "at returns every customer's event of one moment, by customer, page by page",
      within(async ({ events, record, otherwise }) => {
        const noon = new Date("2026-03-02T12:00:00.000Z");
        const later = new Date("2026-03-02T12:00:00.123Z");
        const all = range(9).map((n) => identified(`cust${n}`, noon));
        await record.record([...all.slice(0, 5), identified("cust1", later), identified("손님", later)]);
        await otherwise.record(all.slice(3));
        for (const limit of [1, 4, 50]) {
          assertEquals(await read((cursor) => events.at(noon, limit, cursor)), all, `pages of ${limit}`);
        }
        assertEquals((await page(events.at(later, 10))).events.map(({ identity }) => identity.customerId), [
          "cust1",
          "손님",
        ]);
        assertEquals(await page(events.at(new Date(+noon + 1), 10)), { events: [], cursor: null });
        const { cursor } = await page(events.at(noon, 2));
        assertEquals(await events.at(later, 2, cursor!), "wrong_cursor");
        assertEquals(await events.between(DAY, 2, cursor!), "wrong_cursor");
      }),
    );

    it(
      "a cursor continues while events are added and removed",
      within(async ({ events, record }) => {
        const all = range(20).map((n) => identified("cust123", new Date(DAY.from.getTime() + n * 60_000)));
        await record.record(all);
        const first = await page(events.between(DAY, 5));
        await record.remove(keysOf(all.slice(13, 17)));
        await record.record([identified("cust124", new Date(DAY.from.getTime() + 25 * 60_000))]);
        const rest = await read((cursor) => events.between(DAY, 5, cursor), first.cursor);
        assertEquals(
          [...first.events, ...rest].map(keyOf),
          [...all.slice(15), ...all.slice(0, 13).reverse()].map(keyOf).toSorted().reverse(),
        );
      }),
    );

    it(
      "ofCustomer and between refuse an invalid cursor and that of another query",
      within(async ({ events, record }) => {
        await record.record(range(9).map((n) => identified("cust123", new Date(DAY.from.getTime() + n * 60_000))));
        const { cursor } = await page(events.between(DAY, 2));
        const own = await page(events.ofCustomer([id("cust123")], DAY, 2));
        assert(cursor !== null && own.cursor !== null);
        const answers = await Promise.all([
          events.between(MARCH, 2, cursor),
          events.ofCustomer([id("cust123")], DAY, 2, cursor),
          events.ofCustomer([id("cust124")], DAY, 2, own.cursor),
          events.between(DAY, 2, own.cursor),
          ...["", "x", "bnVsbA", `${cursor}x`.slice(4)].map((wrong) => events.between(DAY, 2, wrong)),
        ]);
        assertEquals(answers, Array(answers.length).fill("wrong_cursor"));
      }),
    );

    it(
      "ofCustomer separates customers whose ids contain each other, for any sharding",
      within(async ({ events, record, otherwise }) => {
        const ids = ["cust123", "cust123-0", "cust123-1", "cust123-1-0", "cust123-1-1", "-1", "1"];
        const moments = range(12).map((n) => new Date(DAY.from.getTime() + n * 60_000));
        const all = ids.flatMap((each) => moments.map((at) => identified(each, at)));
        await record.record(all.filter((_, n) => n % 2 === 0));
        await otherwise.record(all.filter((_, n) => n % 2 === 1));
        for (const each of ids) {
          const own = all.filter(({ identity }) => identity.customerId === each);
          assertEquals(await read((cursor) => events.ofCustomer([id(each)], DAY, 5, cursor)), own.reverse(), each);
        }
        assertEquals(await record.removeAll(id("cust123")), 12);
        assertEquals((await page(events.ofCustomer([id("cust123")], DAY, 5))).events, []);
        assertEquals((await read((cursor) => events.between(DAY, 50, cursor))).length, all.length - 12);
      }),
    );

    it(
      "record keeps one copy of events recorded under different configurations",
      within(async (under) => {
        const { events, otherwise } = under;
        const all = range(30).map((n) => identified("cust123", new Date(DAY.from.getTime() + n * 60_000)));
        await under.record.record(all);
        await under.otherwise.record(all);
        await under.record.record(all.slice(10));
        assertEquals((await read((cursor) => events.between(DAY, 7, cursor))).length, 30);
        assertEquals(await read((cursor) => events.ofCustomer([id("cust123")], DAY, 7, cursor)), all.toReversed());
        assertEquals(await otherwise.removeAll(id("cust123")), 30);
        assertEquals(await read((cursor) => events.between(DAY, 7, cursor)), []);
      }),
    );

    it(
      "remove deletes existing events and ignores absent ones",
      within(async ({ events, record, otherwise }) => {
        const all = range(60).map((n) => identified(`cust${n % 3}`, new Date(DAY.from.getTime() + n * 60_000)));
        await record.record(all.slice(0, 30));
        await otherwise.record(all.slice(30));
        await record.remove(keysOf(all.slice(20, 40)));
        await record.remove(keysOf(all.slice(20, 40)));
        assertEquals((await read((cursor) => events.between(DAY, 50, cursor))).length, 40);
        assertEquals((await record.still(all.map(({ identity }) => identity))).length, 40);
        assertEquals(await record.removeAll(id("nobody")), 0);
      }),
    );

    it(
      "days and ofDay return only events of earlier days",
      within(async ({ record }) => {
        const old = range(40).map((n) => identified(`cust${n}`, new Date(DAY.from.getTime() - (n % 3) * DAY_MS + n)));
        await record.record([...old, identified("cust1", "2026-03-04T00:00:00Z")]);
        const before = new Date("2026-03-04T13:00:00Z");
        assertEquals(await Array.fromAsync(record.days(before)), ["2026-02-28", "2026-03-01", "2026-03-02"]);
        assertEquals(await Array.fromAsync(record.days(new Date("2026-03-01T00:00:00Z"))), ["2026-02-28"]);
        assertEquals((await record.ofDay("2026-03-02", 5)).length, 5);
        const found = await record.ofDay("2026-03-02", 100);
        const expected = old.filter((_, n) => n % 3 === 0);
        assertEquals(found.map(keyOf).sort(), expected.map(keyOf).sort());
        await record.remove(keysOf(found));
        assertEquals(await record.ofDay("2026-03-02", 100), []);
        assertEquals(await Array.fromAsync(record.days(before)), ["2026-02-28", "2026-03-01"]);
      }),
    );
  });
}

type Ask = (cursor?: string) => Promise<EventPage | WrongCursor>;

/** All pages after a cursor. */
async function read(ask: Ask, from?: string | null): Promise<CustomerIdentified[]> {
  const found: CustomerIdentified[] = [];
  for (let cursor = from; cursor !== null;) {
    const next: EventPage = await page(ask(cursor));
    found.push(...next.events);
    cursor = next.cursor;
  }
  return found;
}

async function page(asked: Promise<EventPage | WrongCursor>): Promise<EventPage> {
  const answer = await asked;
  assert(answer !== "wrong_cursor");
  return answer;
}

function momentsOf(events: readonly CustomerIdentified[]): string[] {
  return events.map(({ identity }) => identity.detectedAt.toISOString());
}

function keyOf({ identity }: CustomerIdentified): string {
  return `${identity.detectedAt.toISOString()} ${identity.customerId}`;
}

function keysOf(events: readonly CustomerIdentified[]): EventKey[] {
  return events.map(({ identity }) => identity);
}

function id(text: string): CustomerId {
  return text as CustomerId;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, n) => n);
}
