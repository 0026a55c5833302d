import { assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import { Columns, type ColumnsOf } from "./columns.ts";

const fruitSchema = z.object({
  fruitId: z.string(),
  pieces: z.int().nullable(),
  isRipe: z.boolean(),
  pickedAt: z.date().nullable(),
  notes: z.object({ text: z.string() }).nullable(),
});
type Fruit = z.infer<typeof fruitSchema>;

const OF: ColumnsOf<Fruit> = {
  fruitId: { name: "fruit_id", type: "text" },
  pieces: { name: "pieces", type: "int" },
  isRipe: { name: "ripe", type: "text", toSql: (ripe) => (ripe ? "Y" : "N"), fromSql: (ripe: string) => ripe === "Y" },
  pickedAt: { name: "picked_at", type: "timestamptz" },
  notes: { name: "notes", type: "jsonb" },
};
const FRUITS = new Columns(fruitSchema, OF);
const APPLE: Fruit = { fruitId: "a\tb\\", pieces: 3, isRipe: true, pickedAt: new Date(0), notes: { text: "l\n\\" } };
const NOTHING: Fruit = { fruitId: "", pieces: null, isRipe: false, pickedAt: null, notes: null };

Deno.test("Columns lists names and types in the order of the table", () => {
  assertEquals(FRUITS.list, "fruit_id, pieces, ripe, picked_at, notes");
  assertEquals(FRUITS.record, "fruit_id text, pieces int, ripe text, picked_at timestamptz, notes jsonb");
});

Deno.test("Columns writes a row under the columns' names and reads it back, nulls as well", () => {
  const row = FRUITS.toRow(APPLE);
  assertEquals(Object.keys(row).join(", "), FRUITS.list);
  assertEquals(row.ripe, "Y");
  for (const fruit of [APPLE, NOTHING]) assertEquals(FRUITS.fromRow({ ...FRUITS.toRow(fruit), created: 1 }), fruit);
});

Deno.test("Columns refuses a row that the schema refuses", () => {
  assertThrows(() => FRUITS.fromRow({ ...FRUITS.toRow(APPLE), pieces: "three" }), z.ZodError);
});

Deno.test("Columns writes COPY's text format: escapes, nulls, an empty text", () => {
  const line = FRUITS.toCopyLine(APPLE);
  assertEquals(line, 'a\\tb\\\\\t3\tY\t1970-01-01T00:00:00.000Z\t{"text":"l\\\\n\\\\\\\\"}\n');
  assertEquals(FRUITS.toCopyLine(NOTHING), "\t\\N\tN\t\\N\t\\N\n");
});

Deno.test("Columns without one field's column, or with one of no field, do not compile", () => {
  const { pieces: _, ...forgotten } = OF;
  // @ts-expect-error: `pieces` has no column
  assertEquals(new Columns(fruitSchema, forgotten).list, "fruit_id, ripe, picked_at, notes");
  // @ts-expect-error: `weight` is no field
  assertEquals(new Columns(fruitSchema, { ...OF, weight: { name: "weight", type: "int" } }).names.length, 6);
});
