import { assertEquals } from "@std/assert";
import { nearestName, suggestion } from "./suggest.ts";

const NAMES = ["start", "seed", "sourcing", "store-reports", "producer", "ok"];

Deno.test("nearestName finds a name with letters missing, added, changed or swapped, and the rest of a short one", () => {
  for (
    const [typed, meant] of [
      ["strat", "start"],
      ["START", "start"],
      ["prodcuer", "producer"],
      ["producers", "producer"],
      ["store", "store-reports"],
      ["sede", "seed"],
      ["kafka", null],
      ["x", null],
      ["", null],
    ] as const
  ) {
    assertEquals(nearestName(typed, NAMES), meant, typed);
  }
  assertEquals(nearestName("start", []), null);
});

Deno.test("suggestion is the end of a sentence, empty where nothing is near", () => {
  assertEquals(suggestion("strat", NAMES), " (did you mean start?)");
  assertEquals(suggestion("sedd", NAMES, "--"), " (did you mean --seed?)");
  assertEquals(suggestion("zebra", NAMES), "");
});
