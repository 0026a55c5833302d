import { orderIdSchema } from "../../domain/commerce/order.ts";
import { invoiceSchema } from "../../domain/commerce/outside_ids.ts";
import { productIdSchema } from "../../domain/commerce/product.ts";
import { userIdSchema } from "../../domain/commerce/user.ts";
import { assertOneId } from "../../testing/fixtures/id_laws.ts";

Deno.test("ids of users, products, orders and invoices are one in every spelling", () => {
  assertOneId(userIdSchema, "user");
  assertOneId(productIdSchema, "product");
  assertOneId(orderIdSchema, "order");
  assertOneId(invoiceSchema, "invoice");
});
