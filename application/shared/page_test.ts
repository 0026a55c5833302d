import { assertEquals } from "@std/assert";
import { type Page, pageOfAll, type PagePosition } from "./page.ts";

Deno.test("pageOfAll gives every item once, and no position after the last", () => {
  const all = ["a", "b", "c", "d", "e"];
  for (const limit of [1, 2, 3, 5, 6]) {
    const read: string[] = [];
    let after: PagePosition | null = null;
    do {
      const page: Page<string> = pageOfAll(all, (item) => item, { limit, after });
      assertEquals(page.items.length <= limit, true);
      read.push(...page.items);
      after = page.next;
    } while (after !== null);
    assertEquals(read, all);
  }
  assertEquals(pageOfAll([], String, { limit: 5, after: null }), { items: [], next: null });
});
