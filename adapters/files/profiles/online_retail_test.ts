import { assertEquals } from "@std/assert";
import { inShort, readWhole } from "../../../testing/fixtures/order_files.ts";

Deno.test("openOrderFile reads Online Retail II, and knows what is no goods", async () => {
  const { profile, lines } = await readWhole({
    "x.csv": "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n" +
      "489434,85048,BALL,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom\n" +
      "C489449,POST,POSTAGE,-1,2009-12-01 10:33:00,2.95,,Australia\n" +
      "A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom\n",
  });
  assertEquals([profile, lines.map(inShort)], ["online-retail-ii", [
    ["489434", "85048", 12, 83.4, "DELIVERED"],
    ["C489449", "POST", -1, -2.95, "CANCELLED"],
    ["A563186", "B", 1, -11062.06, "DELIVERED"],
  ]]);
  assertEquals(lines.map(({ isGoods, customer }) => [isGoods, customer]), [[true, "13085"], [false, null], [
    false,
    null,
  ]]);
});
