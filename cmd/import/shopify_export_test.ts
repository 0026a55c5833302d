import { assertEquals } from "@std/assert";
import { openOrderFile } from "../../adapters/files/orders/order_file.ts";
import { parseShopifyOrder } from "../../adapters/http/commerce/webhooks/shopify_payload.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { DigestCounter } from "../../application/commerce/import/digest_counter.ts";
import { soldLine } from "../../application/commerce/import/sold_line.ts";
import type { OrderLine } from "../../application/commerce/ports/order_line.ts";

const EXPORT =
  `Name,Email,Financial Status,Fulfillment Status,Currency,Shipping,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Country
#2001,buyer@example.com,paid,unfulfilled,EUR,5.00,2025-05-11 09:55:16 -0400,2,Teapot - Blue,18.00,POT-1,CA
#2001,buyer@example.com,,,,,2025-05-11 09:55:16 -0400,1,Gift Card - $10,10.00,,
#2001,buyer@example.com,,,,,2025-05-11 09:55:16 -0400,1,Gift Card - $10,10.00,,
`;
const TOLD = {
  id: 7,
  name: "#2001",
  created_at: "2025-05-11T09:55:16-04:00",
  updated_at: "2025-05-11T10:00:00-04:00",
  currency: "EUR",
  email: "Buyer@example.com",
  financial_status: "paid",
  line_items: [
    { id: 1, sku: "POT-1", name: "Teapot - Blue", quantity: 2, price: "18.0" },
    { id: 2, sku: "", name: "Gift Card - $10", quantity: 1, price: "10.00" },
    { id: 3, sku: null, name: "Gift Card - $10", quantity: 1, price: "10.00" },
  ],
};

function soldOf(lines: readonly OrderLine[]) {
  const equals = new DigestCounter();
  const rates = new Map([["EUR", { digits: 1500n, scale: 0 }]]);
  return lines.map((line) => {
    const sold = soldLine(line, { rates, digest: sha256, nthOf: (digest) => equals.add(digest), run: null });
    if (!sold.ok) throw new Error(sold.refusal.message);
    return [sold.value.order.orderId, sold.value.order.userId, sold.value.order.totalAmount];
  });
}

Deno.test("Shopify's export and its webhook give the same lines the same orders", async () => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  await Deno.writeTextFile(`${folder}/orders.csv`, EXPORT);
  const file = await openOrderFile([`${folder}/orders.csv`], { digest: sha256, now: new Date("2026-12-01T00:00:00Z") });
  const exported: OrderLine[] = [];
  for await (const record of file.records) if ("value" in record) exported.push(record.value);
  const told = parseShopifyOrder(TOLD);
  assertEquals(told.ok && soldOf(told.value.purchase.lines.map(({ line }) => line)), soldOf(exported));
  assertEquals(exported.length, 3);
});
