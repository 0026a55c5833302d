import { manualIdSchema } from "../../domain/store/manuals/manual.ts";
import { menuNameSchema } from "../../domain/store/menu.ts";
import { saleIdSchema } from "../../domain/store/sale.ts";
import { assertOneId } from "../../testing/fixtures/id_laws.ts";

Deno.test("ids of sales and manuals, and names of menus, are one in every spelling", () => {
  assertOneId(saleIdSchema, "sale");
  assertOneId(manualIdSchema, "manual");
  assertOneId(menuNameSchema, "menu");
});
