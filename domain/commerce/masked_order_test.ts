import { assertEquals } from "@std/assert";
import { maskedName } from "./masked_order.ts";

Deno.test("maskedName keeps the family name alone, whatever its letters are made of", () => {
  assertEquals(["김서연", "Ada Lovelace", "𠮷野", "", null].map(maskedName), ["김○○", "A○○", "𠮷○○", "○○○", "○○○"]);
  assertEquals(maskedName(maskedName("김서연")), "김○○");
});
