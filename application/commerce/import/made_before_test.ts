import { assert } from "@std/assert";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { lines } from "../../../testing/fixtures/import_shop.ts";
import { MadeBefore } from "./made_before.ts";
import { soldLine } from "./sold_line.ts";

const PIECE = 1_000_000;
const PIECES = 150;

Deno.test("MadeBefore keeps nothing of the pieces of a file that its users and products were cut from", () => {
  const made = new MadeBefore();
  const rates = new Map([["GBP", { digits: 1_700n, scale: 0 }]]);
  const before = Deno.memoryUsage().heapUsed;
  for (let n = 0; n < PIECES; n++) {
    const piece = `${n} a customer, a product and a region `.padEnd(PIECE, "x");
    const [line] = lines({});
    const cut = (from: number) => piece.slice(from, from + 30);
    const value = "value" in line! ? line.value : null;
    const sold = soldLine(
      { ...value!, sku: cut(0), name: cut(1), customer: cut(2).replaceAll(" ", "-"), region: cut(3) },
      { rates, digest: sha256, nthOf: () => 1, run: 1, made },
    );
    assert(sold.ok);
  }
  const kept = Deno.memoryUsage().heapUsed - before;
  assert(kept < PIECES * PIECE / 2, `${kept} bytes`);
});
