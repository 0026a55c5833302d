import { assertEquals } from "@std/assert";
import { inShort, numberOf, readWhole } from "../../../testing/fixtures/order_files.ts";

Deno.test("openOrderFile reads Square's item sales with their time zones and refunds", async () => {
  const { profile, currencies, lines } = await readWhole({
    "items.csv":
      "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID,Notes,Event Type,Location,Customer ID\n" +
      "2026-08-15,14:00:00,Eastern Time (US & Canada),Ceramics,Mug,2,Large,,,$36.00,-$3.60,$32.40,$2.88,T1,P1,,Payment,Market,\n" +
      "2026-08-15,15:00:00,Pacific Time (US & Canada),Ceramics,Mug,-1,Regular,MUG-1,Gift wrap,-$18.00,$0.00,-$18.00,-$1.44,T2,P2,,Refund,Market,C1\n" +
      '2026-08-15,15:00:00,Pacific Time (US & Canada),,Gift,1,,,,"$1,250.00",$0.00,"$1,250.00",$0.00,T3,P3,,Payment,Market,\n',
  });
  assertEquals([profile, currencies], ["square", ["USD"]]);
  assertEquals(lines.map(inShort), [
    ["T1", "Mug (Large)", 2, 32.4, "DELIVERED"],
    ["T2", "MUG-1", -1, -18, "RETURNED"],
    ["T3", "Gift", 1, 1250, "DELIVERED"],
  ]);
  assertEquals(lines[1]!.name, "Mug");
  assertEquals(
    lines.slice(0, 2).map((
      { at, unitPrice, discount, tax },
    ) => [at.toISOString().slice(11, 16), numberOf(unitPrice), numberOf(discount), numberOf(tax)]),
    [
      ["18:00", 18, 3.6, 2.88],
      ["22:00", 18, null, 1.44],
    ],
  );
});

Deno.test("openOrderFile reads Toast's item selections, voided ones taken back", async () => {
  const { profile, lines } = await readWhole({
    "ItemSelectionDetails.csv":
      "Location,Order Id,Order #,Sent Date,Order Date,Check Id,Item Selection Id,Item Id,SKU,Menu Item,Menu Group,Sales Category,Gross Price,Discount,Net Price,Qty,Tax,Void?\n" +
      "Main,900,1,8/15/26 2:01 PM,8/15/26 2:00 PM,1,5001,77,,Burger,Lunch,Food,12.00,2.00,10.00,1,0.8,false\n" +
      "Main,900,1,8/15/26 2:01 PM,8/15/26 2:00 PM,1,5002,78,,Cola,Lunch,Drinks,3.00,0.00,3.00,1,0.2,true\n",
  });
  assertEquals([profile, lines.map(inShort)], ["toast", [
    ["900", "77", 1, 10, "DELIVERED"],
    ["900", "78", 1, 3, "CANCELLED"],
    ["900", "78", -1, -3, "CANCELLED"],
  ]]);
  assertEquals([lines[0]!.at.toISOString(), lines[0]!.category], ["2026-08-15T14:00:00.000Z", "Food"]);
});
