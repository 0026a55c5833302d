import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";

/** Of a value that is a boolean, a time or bytes the driver says the type itself, and takes an array for a single one. */
const ONLY_READ: Readonly<Record<string, readonly [written: string, read: unknown[]]>> = {
  bool: ["{t,f,NULL}", [true, false, null]],
  timestamptz: ["{2026-03-02 01:02:03.456+00,NULL}", [new Date("2026-03-02T01:02:03.456Z"), null]],
  bytea: ['{"\\\\x00ff5c22","\\\\x"}', [new Uint8Array([0, 255, 92, 34]), new Uint8Array()]],
};

const ARRAYS: Readonly<Record<string, unknown[]>> = {
  text: ["a", "", "NULL", 'with "quotes"', "back\\slash", "comma, brace } and {", "한글", null],
  varchar: ["a", "b"],
  uuid: ["550e8400-e29b-41d4-a716-446655440000"],
  date: ["2026-03-02"],
  int2: [-1, 0, 32_767],
  int4: [1, -2, null],
  int8: [9_007_199_254_740_991, 0],
  float8: [0.1, -1e300],
  jsonb: [{ a: [1, "x"] }, "text", 1],
};

Deno.test("arrays are written and read as they are, of every type that is described", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const { sql } = database;
  for (const [type, values] of Object.entries(ARRAYS)) {
    const [row] = await sql.unsafe(`select $1::${type}[] as given, cardinality($1::${type}[]) as length`, [
      values as never,
    ]);
    assertEquals([row!.given, row!.length], [values, values.length], type);
    const [empty] = await sql.unsafe(`select $1::${type}[] as given`, [[] as never]);
    assertEquals(empty!.given, [], type);
  }
  for (const [type, [written, read]] of Object.entries(ONLY_READ)) {
    assertEquals((await sql.unsafe(`select '${written}'::${type}[] as given`))[0]!.given, read, type);
  }
  const [nested] = await sql`select ${[["a", 'b"'], ["c", "d\\"]]}::text[] as given, array[[1, 2], [3, 4]] as made`;
  assertEquals(nested!.given, [["a", 'b"'], ["c", "d\\"]]);
  assertEquals(nested!.made, [[1, 2], [3, 4]]);
  const times = ["2026-03-02T01:02:03.456Z", null];
  const [written] = await sql`select ${times}::timestamptz[] as given`;
  assertEquals(written!.given, [new Date(times[0]!), null]);
  assertEquals([...await sql`select 1 as one where 'x' = any(${["x", "y"]})`], [{ one: 1 }]);
});

Deno.test("any text comes back out of an array", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const { sql } = database;
  const text = fc.string({ unit: "binary" }).filter((text) => !text.includes("\0"));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1 }), async (texts) => {
      assertEquals((await sql`select ${texts}::text[] as given`)[0]!.given, texts);
    }),
    { numRuns: 200 },
  );
});
