import { assertEquals } from "@std/assert";
import { inShort, readWhole } from "../../../testing/fixtures/order_files.ts";

Deno.test("openOrderFile reads WooCommerce's orders", async () => {
  const { profile, currencies, lines } = await readWhole({
    "orders.csv":
      "Order Number,Order Status,Order Date,Email (Billing),City (Billing),Payment Method Title,Order Total Amount,SKU,Item #,Item Name,Quantity,Item Cost\n" +
      "1234,Completed,2026-03-02 10:15,a@example.com,Leeds,Card,21.50,MUG-1,1,Mug,1,£18.00\n" +
      "1234,Completed,2026-03-02 10:15,a@example.com,Leeds,Card,21.50,MUG-2,2,Mug,2,£1.75\n" +
      "1235,Cancelled,2026-03-02 10:15,a@example.com,Leeds,Card,18.00,MUG-1,1,Mug,1,£18.00\n",
  });
  assertEquals([profile, currencies], ["woocommerce", ["GBP"]]);
  assertEquals(lines.map(inShort), [
    ["1234", "MUG-1", 1, 18, "DELIVERED"],
    ["1234", "MUG-2", 2, 3.5, "DELIVERED"],
    ["1235", "MUG-1", 1, 18, "CANCELLED"],
    ["1235", "MUG-1", -1, -18, "CANCELLED"],
  ]);
  assertEquals(lines.map(({ lineId }) => lineId), ["1", "2", "1", "1-back"]);
});
