import { assertEquals } from "@std/assert";
import type { WritesOne } from "./one_database.ts";
import type { BenchmarkCollection, Benchmarks, Candidates, ProductIntake, Products } from "./ports/products.ts";
import type { SupplierJournal } from "./ports/suppliers.ts";

type OneWriter = WritesOne<{ products: ProductIntake; candidates: Candidates; benchmarks: Benchmarks; n: number }>;
type TwoWriters = WritesOne<{ products: ProductIntake; journal: SupplierJournal }>;
type OtherTwo = WritesOne<{ candidates: Candidates; collection: BenchmarkCollection }>;

/** Checked when this file is: a use case that writes to two databases has no ports to write with. */
export function useCases(one: OneWriter, two: TwoWriters, other: OtherTwo, readers: WritesOne<{ products: Products }>) {
  one.products.take([]);
  one.benchmarks.list({ limit: 1, after: null });
  readers.products.findAll([]);
  // @ts-expect-error -- it writes to dropship and source
  two.products.take([]);
  // @ts-expect-error -- it writes to dropship and source
  two.journal.takeQueued("r");
  // @ts-expect-error -- it writes to dropship and market
  other.collection.take("r");
}

Deno.test("WritesOne names the databases of a use case that writes to two", () => {
  const both: TwoWriters["writesTwoDatabases"][] = ["source", "dropship"];
  assertEquals(both, ["source", "dropship"]);
});
