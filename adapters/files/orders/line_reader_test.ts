import { assertEquals, assertStringIncludes } from "@std/assert";
import { readExport } from "../../../testing/fixtures/order_files.ts";

const SORTED = [
  ["Name", "Currency", "Financial Status", "Discount Amount", "Created at", "Lineitem quantity", "Lineitem name"],
  ["#1", "", "", "", "2026-03-02 10:00:00 +0900", "1", "Bowl"],
  ["#2", "EUR", "paid", "0.00", "2026-03-02 10:00:00 +0900", "1", "Cup"],
  ["#1", "EUR", "paid", "10.00", "2026-03-02 10:00:00 +0900", "1", "Mug"],
  ["#2", "", "", "", "2026-03-02 10:00:00 +0900", "1", "Pen"],
  ["#2", "", "", "", "2026-03-02 10:00:00 +0900", "2", "Pot"],
];

Deno.test("openOrderFile refuses the lines of an order that were sorted away from its first one", async () => {
  const prices = ["Lineitem price", "35", "8", "30", "5", "5"];
  const text = SORTED.map((row, nth) => [...row, prices[nth]].join(",")).join("\n");
  const { lines, faults } = await readExport({ "orders.csv": text });
  assertEquals(lines.map(({ order, sku, status }) => [order, sku, status]), [["#2", "Cup", "PAID"], [
    "#1",
    "Mug",
    "PAID",
  ], ["#2", "Pot", "PAID"]]);
  const together = "keep the lines of an order together, the first one first, as the export has them";
  assertEquals(faults, [
    `2: Name: "#1" is not the order of the line above, nor the first line of another: ${together}`,
    `5: Name: "#2" is not the order of the line above, nor the first line of another: ${together}`,
  ]);
});

Deno.test("openOrderFile refuses a discounted order whose lines are apart: the discount is of all of them", async () => {
  const header = "Order Number,Order Status,Order Date,Cart Discount Amount,Currency,Item Name,Quantity,Item Cost\n";
  const row = (order: string, discount: string, name: string) =>
    `${order},Completed,2026-03-02 10:15,${discount},EUR,${name},1,10.00\n`;
  const apart = [row("1", "6.00", "Mug"), row("2", "0.00", "Cup"), row("1", "6.00", "Pot"), row("2", "0.00", "Pen")];
  const { lines, faults } = await readExport({ "orders.csv": header + apart.join("") });
  assertEquals(lines.map(({ order, sku }) => [order, sku]), [["1", "Mug"], ["2", "Cup"], ["2", "Pen"]]);
  assertEquals(faults.length, 1);
  assertStringIncludes(faults[0]!, '4: Order Number: "1" is not the order of the line above, but has lines further up');
});

Deno.test("openOrderFile refuses a line without a currency where others are in several", async () => {
  const text = "order,sku,quantity,price,date,currency\n" +
    "1,A,1,10,2026-03-01,EUR\n2,A,1,10,2026-03-01,JPY\n3,A,1,10,2026-03-01,\n";
  const { lines, faults } = await readExport({ "orders.csv": text });
  assertEquals(lines.map(({ currency }) => currency), ["EUR", "JPY"]);
  assertEquals(faults, [
    "4: currency: nothing is not a currency such as KRW or EUR (--currency is that of lines that don't say)",
  ]);
});

Deno.test("openOrderFile refuses times before 1990, as the routes do", async () => {
  const text = "order,sku,quantity,price,date,currency\n1,A,1,10,1989-12-31,EUR\n2,A,1,10,1990-01-01,EUR\n";
  const { lines, faults } = await readExport({ "orders.csv": text });
  assertEquals([lines.length, faults], [1, ['2: date: "1989-12-31" is not a time from 1990 on']]);
});

Deno.test("openOrderFile refuses numbers that a spreadsheet has rounded: several orders would become one", async () => {
  const row = (order: string, sku: string) => `${order},2026-03-02 09:11:12,머그컵,${sku},1,12000\n`;
  const { lines, faults } = await readExport({
    "wing.csv": "주문번호,주문일,노출상품명(옵션명),옵션ID,구매수(수량),옵션판매가(판매단가)\n" +
      row("1.8E+13", "9") + row('"1,80E+13"', "9") + row("18000012345678", "9.01E+10") + row("18000012345678", "1E10"),
  });
  assertEquals(lines.map(({ order, sku }) => [order, sku]), [["18000012345678", "1E10"]]);
  const rounded = "is not whole: a spreadsheet has rounded it, take the export as it was downloaded";
  assertEquals(faults, [
    `2: 주문번호: "1.8E+13" ${rounded}`,
    `3: 주문번호: "1,80E+13" ${rounded}`,
    `4: 옵션ID: "9.01E+10" ${rounded}`,
  ]);
});

Deno.test("openOrderFile refuses a first row without an order, which has nothing to continue", async () => {
  const text = "Name,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price\n" +
    ",EUR,,1,Mug,10\n#1,EUR,2026-03-02 10:00:00 +0900,1,Cup,8\n";
  const { lines, faults } = await readExport({ "orders.csv": text });
  assertEquals(lines.map(({ order }) => order), ["#1"]);
  assertEquals(faults, [
    "2: Name: nothing is not a number such as 536365 or #1001; Created at: nothing is not a time such as 2010-12-01 08:26:00",
  ]);
});
