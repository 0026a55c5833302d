import { assertEquals } from "@std/assert";
import { inShort, numberOf, readWhole } from "../../../testing/fixtures/order_files.ts";

/** A row with the named columns, and nothing in the others. */
function table(header: string, rows: Record<string, string>[]): string {
  const columns = header.split(",");
  const cell = (text = "") => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return [header, ...rows.map((row) => columns.map((column) => cell(row[column])).join(","))].join("\n");
}

const SHOPIFY =
  "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount," +
  "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Country,Note Attributes,Cancelled at," +
  "Payment Method,Refunded Amount,Lineitem discount";

Deno.test("openOrderFile reads Shopify's orders of several lines, with discount, shipping and what is taken back", async () => {
  const first = { "Created at": "2025-05-11 09:55:16 -0400", Currency: "EUR", "Lineitem quantity": "1" };
  const { profile, currencies, lines } = await readWhole({
    "orders.csv": table(SHOPIFY, [
      {
        ...first,
        Name: "#1001",
        Email: "buyer@example.com",
        "Financial Status": "paid",
        "Fulfillment Status": "fulfilled",
        Shipping: "5.00",
        "Discount Amount": "10.00",
        "Lineitem name": "Wax",
        "Lineitem price": "30.00",
        "Lineitem sku": "WAX-1",
        "Shipping Country": "FR",
        "Payment Method": "Card",
        "Note Attributes": "Address: A, B, C,\nD, E",
      },
      {
        Name: "#1001",
        "Created at": first["Created at"],
        "Lineitem quantity": "2",
        "Lineitem name": "Board",
        "Lineitem price": "35.00",
      },
      {
        ...first,
        Name: "#1002",
        "Financial Status": "refunded",
        "Cancelled at": "2025-05-12 09:55:16 -0400",
        "Lineitem name": "Cup",
        "Lineitem price": "8.00",
        "Refunded Amount": "8.00",
      },
      {
        ...first,
        Name: "#1003",
        "Financial Status": "partially_refunded",
        "Lineitem name": "Cup",
        "Lineitem price": "8.00",
        "Refunded Amount": "3.00",
      },
      {
        ...first,
        Name: "#1004",
        "Financial Status": "pending",
        Currency: "USD",
        "Lineitem name": "Cup",
        "Lineitem price": "8.00",
      },
    ]),
  });
  assertEquals([profile, currencies], ["shopify", ["EUR", "USD"]]);
  assertEquals(lines.map(inShort), [
    ["#1001", "WAX-1", 1, 27, "SHIPPED"],
    ["#1001", "Board", 2, 63, "SHIPPED"],
    ["#1002", "Cup", 1, 8, "RETURNED"],
    ["#1002", "Cup", -1, -8, "RETURNED"],
    ["#1003", "Cup", 1, 8, "PAID"],
    ["#1003", "REFUND", -1, -3, "RETURNED"],
    ["#1004", "Cup", 1, 8, "PLACED"],
  ]);
  assertEquals(
    lines.slice(0, 2).map(({ shipping, discount, customer, region, paymentMethod, currency, at }) => ({
      shipping: numberOf(shipping),
      discount: numberOf(discount),
      isDigest: customer === lines[0]!.customer && customer!.startsWith("c-"),
      region,
      paymentMethod,
      currency,
      at: at.toISOString(),
    })),
    [
      {
        shipping: 5,
        discount: 3,
        isDigest: true,
        region: "FR",
        paymentMethod: "Card",
        currency: "EUR",
        at: "2025-05-11T13:55:16.000Z",
      },
      {
        shipping: null,
        discount: 7,
        isDigest: true,
        region: "FR",
        paymentMethod: "Card",
        currency: "EUR",
        at: "2025-05-11T13:55:16.000Z",
      },
    ],
  );
  assertEquals(lines[3]!.at.toISOString(), "2025-05-12T13:55:16.000Z");
});
