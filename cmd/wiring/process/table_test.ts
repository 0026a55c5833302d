import { assertEquals } from "@std/assert";
import { count, table } from "./table.ts";

Deno.test("table lines up words to the left and numbers to the right", () => {
  const columns = [{ title: "topic" }, { title: "records", right: true }, { title: "note" }];
  assertEquals(
    table(columns, [["orders", count(1_234_567), ""], ["users", count(9), "new"]]),
    ["topic     records  note", "orders  1,234,567", "users           9  new"].join("\n"),
  );
});

Deno.test("table without rows is its titles", () => {
  assertEquals(table([{ title: "group" }, { title: "lag", right: true }], []), "group  lag");
});
