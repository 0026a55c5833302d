import { assertEquals } from "@std/assert";
import { type Findings, judge } from "./certificate.ts";

const print = (rows: number, checksum: string) => ({ rows, checksum });
const REFERENCE = { table: "products", column: "supplier_item_id", toTable: "supplier_item_raw", toColumn: "id" };
const GOOD: Findings = {
  takenAt: new Date(0),
  strategy: "restore",
  oldTimeZone: null,
  made: [],
  droppedKeys: [],
  old: "drop01",
  databases: {},
  tables: [{ database: "source", table: "t", columns: 3, old: print(2, "ab"), new: print(2, "ab") }],
  sequences: [{ database: "source", table: "t", column: "n", sequence: "t_n_seq", next: "8", highest: "7" }],
  orphans: [{
    ...REFERENCE,
    database: "dropship",
    toDatabase: "source",
    orphans: 1,
    orphansInOld: 1,
    examples: ["x"],
  }],
  foreignKeys: [{ database: "source", name: "fk", table: "t", toTable: "u", validated: true, broken: 0 }],
  unfinished: [],
  conversions: [],
  leftOut: [],
};
const differences = (change: Partial<Findings>) => judge({ ...GOOD, ...change }).differences;

Deno.test("judge agrees when every figure is the same; orphans that were there before are no difference", () => {
  assertEquals(judge(GOOD).verdict, "agrees");
});

Deno.test("judge tells lost rows from changed values", () => {
  const table = GOOD.tables[0]!;
  assertEquals(differences({ tables: [{ ...table, new: print(1, "ab") }] }), [
    "source.t has 1 rows, the old one 2",
  ]);
  assertEquals(differences({ tables: [{ ...table, new: print(2, "cd") }] }), [
    "source.t has as many rows, but other values",
  ]);
});

Deno.test("judge refuses a sequence that would give a number again, also beyond what doubles hold", () => {
  const sequence = GOOD.sequences[0]!;
  assertEquals(differences({ sequences: [{ ...sequence, next: "7" }] }).length, 1);
  assertEquals(
    differences({ sequences: [{ ...sequence, next: "9007199254740993", highest: "9007199254740993" }] }).length,
    1,
  );
  assertEquals(
    differences({ sequences: [{ ...sequence, next: "9007199254740993", highest: "9007199254740992" }] }),
    [],
  );
  assertEquals(differences({ sequences: [{ ...sequence, next: "1", highest: null }] }), []);
});

Deno.test("judge names orphans that are new, broken and unchecked foreign keys, and what was not put back", () => {
  assertEquals(differences({ orphans: [{ ...GOOD.orphans[0]!, orphans: 3 }] }), [
    "products.supplier_item_id refers to 3 rows of supplier_item_raw that are missing, in the old database to 1: x",
  ]);
  assertEquals(differences({ foreignKeys: [{ ...GOOD.foreignKeys[0]!, broken: 2, validated: false }] }).length, 2);
  assertEquals(differences({ unfinished: ["source: index t_n is not back yet"] }), [
    "source: index t_n is not back yet",
  ]);
});
