import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { type Explain, joinById, type MissingPartners, PartnersMissing } from "./join_by_id.ts";

interface Item {
  readonly id: string;
  readonly name: string;
}

/** A table that counts what it is asked. */
class Table {
  readonly asked: string[][] = [];
  constructor(readonly rows: readonly Item[]) {}

  readonly find = (ids: readonly string[]): Promise<Item[]> => {
    this.asked.push([...ids]);
    return Promise.resolve(this.rows.filter(({ id }) => ids.includes(id)).toReversed());
  };
}

const ITEMS = ["a", "b", "c"].map((id) => ({ id, name: id.toUpperCase() }));
const joining = <M extends MissingPartners>(table: Table, rows: readonly (string | null)[], missing: M) => ({
  rows,
  idOf: (id: string | null) => id,
  find: table.find,
  idOfPartner: ({ id }: Item) => id,
  missing,
  database: "source",
  query: "items where id in (…)",
});

Deno.test("joinById keeps the order of the rows and asks for each id once", async () => {
  const table = new Table(ITEMS);
  const joined = await joinById(joining(table, ["c", "a", "c", "b", "a"], "fail"));
  assertEquals(joined.map(({ row, partner }) => `${row}${partner.name}`), ["cC", "aA", "cC", "bB", "aA"]);
  assertEquals(table.asked, [["c", "a", "b"]]);
});

Deno.test("joinById asks in bounded batches, and not at all where nothing is wanted", async () => {
  const table = new Table(ITEMS);
  const ids = Array.from({ length: 2_501 }, (_, nth) => String(nth));
  await joinById(joining(table, [...ids, ...ids], "drop"));
  assertEquals(table.asked.map(({ length }) => length), [1_000, 1_000, 501]);
  assertEquals(await joinById(joining(new Table(ITEMS), [], "fail")), []);
  const idle = new Table(ITEMS);
  assertEquals(await joinById(joining(idle, [null], "keep")), [{ row: null, partner: null }]);
  assertEquals(idle.asked, []);
});

Deno.test("joinById drops, keeps or fails where a partner is missing, as it was told", async () => {
  const rows = ["a", "x", null, "b"];
  const names = async (missing: "drop" | "keep") =>
    (await joinById(joining(new Table(ITEMS), rows, missing))).map(({ partner }) => partner?.name ?? null);
  assertEquals(await names("drop"), ["A", "B"]);
  assertEquals(await names("keep"), ["A", null, null, "B"]);
  const error = await assertRejects(() => joinById(joining(new Table(ITEMS), rows, "fail")), PartnersMissing);
  assertEquals([error.ids, error.message.includes("2 partners are missing")], [["x", "null"], true]);
});

Deno.test("joinById explains every question with its ids, rows and time", async () => {
  let ms = 0;
  const explain: Explain = { now: () => ms += 5, queries: [] };
  await joinById(joining(new Table(ITEMS), ["a", "b", "x"], "drop"), { batch: 2, explain });
  const query = { database: "source", query: "items where id in (…)", ms: 5 };
  assertEquals(explain.queries, [{ ...query, ids: 2, rows: 2 }, { ...query, ids: 1, rows: 0 }]);
});

Deno.test("joinById gives what a nested loop gives, for any rows and batches", async () => {
  const ids = fc.constantFrom(..."abcdefgh");
  await fc.assert(
    fc.asyncProperty(fc.array(ids), fc.uniqueArray(ids), fc.integer({ min: 1, max: 4 }), async (rows, there, batch) => {
      const items = there.map((id) => ({ id, name: id }));
      const table = new Table(items);
      const naive = rows.flatMap((row) => items.filter(({ id }) => id === row).map((partner) => ({ row, partner })));
      assertEquals(await joinById(joining(table, rows, "drop"), { batch }), naive);
      assertEquals(table.asked.length, Math.ceil(new Set(rows).size / batch));
    }),
  );
});
