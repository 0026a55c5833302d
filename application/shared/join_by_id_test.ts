import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { type Explain, joinById, type Missing, RowsMissing } from "./join_by_id.ts";

interface Item {
  readonly id: string;
  readonly name: string;
}

class Table {
  readonly asked: string[][] = [];
  constructor(readonly rows: readonly Item[]) {}

  readonly find = (ids: readonly string[]): Promise<Item[]> => {
    this.asked.push([...ids]);
    return Promise.resolve(this.rows.filter(({ id }) => ids.includes(id)).toReversed());
  };
}

const ITEMS = ["a", "b", "c"].map((id) => ({ id, name: id.toUpperCase() }));
const joining = <M extends Missing>(table: Table, rows: readonly (string | null)[], missing: M) => ({
  rows: rows.map((ref) => ({ ref })),
  as: "item" as const,
  on: ({ ref }: { readonly ref: string | null }) => ref,
  find: table.find,
  missing,
  database: "source",
  table: "items",
});

Deno.test("joinById keeps the order of the rows and requests each id once", async () => {
  const table = new Table(ITEMS);
  const joined = await joinById(joining(table, ["c", "a", "c", "b", "a"], "fail"));
  assertEquals(joined.map(({ ref, item }) => `${ref}${item.name}`), ["cC", "aA", "cC", "bB", "aA"]);
  assertEquals(table.asked, [["c", "a", "b"]]);
});

Deno.test("joinById requests bounded batches, and none without ids", async () => {
  const table = new Table(ITEMS);
  const ids = Array.from({ length: 2_501 }, (_, nth) => String(nth));
  await joinById(joining(table, [...ids, ...ids], "drop"));
  assertEquals(table.asked.map(({ length }) => length), [1_000, 1_000, 501]);
  assertEquals(await joinById(joining(new Table(ITEMS), [], "fail")), []);
  const idle = new Table(ITEMS);
  assertEquals(await joinById(joining(idle, [null], "keep")), [{ ref: null, item: null }]);
  assertEquals(idle.asked, []);
});

Deno.test("joinById drops, keeps or fails on a missing row", async () => {
  const rows = ["a", "x", null, "b"];
  const names = async (missing: "drop" | "keep") =>
    (await joinById(joining(new Table(ITEMS), rows, missing))).map(({ item }) => item?.name ?? null);
  assertEquals(await names("drop"), ["A", "B"]);
  assertEquals(await names("keep"), ["A", null, null, "B"]);
  const error = await assertRejects(() => joinById(joining(new Table(ITEMS), rows, "fail")), RowsMissing);
  assertEquals([error.ids, error.message.includes("2 rows are missing")], [["x", "null"], true]);
});

Deno.test("joinById explains every query with its ids, rows and time", async () => {
  let ms = 0;
  const explain: Explain = { now: () => ms += 5, queries: [] };
  await joinById(joining(new Table(ITEMS), ["a", "b", "x"], "drop"), { batch: 2, explain });
  const query = { database: "source", query: "items where id in (…)", ms: 5 };
  assertEquals(explain.queries, [{ ...query, ids: 2, rows: 2 }, { ...query, ids: 1, rows: 0 }]);
});

Deno.test("joinById returns the same as a nested loop, for any rows and batches", async () => {
  const ids = fc.constantFrom(..."abcdefgh");
  await fc.assert(
    fc.asyncProperty(fc.array(ids), fc.uniqueArray(ids), fc.integer({ min: 1, max: 4 }), async (rows, there, batch) => {
      const items = there.map((id) => ({ id, name: id }));
      const table = new Table(items);
      const naive = rows.flatMap((row) => items.filter(({ id }) => id === row).map((item) => ({ ref: row, item })));
      assertEquals(await joinById(joining(table, rows, "drop"), { batch }), naive);
      assertEquals(table.asked.length, Math.ceil(new Set(rows).size / batch));
    }),
  );
});

Deno.test("joinById joins by another column, and already joined rows", async () => {
  const rows = [{ order: { id: "1", buyer: "A" } }];
  const of = { rows, missing: "keep", database: "source", table: "items" } as const;
  const find = new Table(ITEMS).find;
  const byName = { as: "item", find: () => find(["a"]), idOf: ({ name }: Item) => name, column: "name" } as const;
  const explain: Explain = { now: () => 0, queries: [] };
  const once = await joinById({ ...of, ...byName, on: ({ order }) => order.buyer }, { explain });
  const twice = await joinById({ ...of, rows: once, as: "again", on: ({ item }) => item?.id ?? null, find });
  assertEquals(twice, [{ ...rows[0]!, item: ITEMS[0]!, again: ITEMS[0]! }]);
  assertEquals(explain.queries.map(({ query }) => query), ["items where name in (…)"]);
});
