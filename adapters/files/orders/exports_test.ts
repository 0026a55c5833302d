import { assertEquals, assertStringIncludes } from "@std/assert";
import type { OrderLine } from "../../../application/commerce/ports/order_line.ts";
import type { Decimal } from "../../../domain/shared/decimal.ts";
import { cp949Bytes } from "../../../testing/fixtures/cp949.ts";
import { sha256 } from "../../system/sha256.ts";
import { openOrderFile } from "./order_file.ts";

const NOW = new Date("2026-12-01T00:00:00Z");

async function read(files: Record<string, string | Uint8Array>) {
  const { faults, ...whole } = await readAll(files);
  assertEquals(faults, []);
  return whole;
}

async function readAll(files: Record<string, string | Uint8Array>) {
  const folder = await Deno.makeTempDir();
  try {
    const names = Object.keys(files);
    for (const [name, content] of Object.entries(files)) {
      await Deno.writeFile(
        `${folder}/${name}`,
        typeof content === "string" ? new TextEncoder().encode(content) : content,
      );
    }
    const paths = names.length === 1 ? [`${folder}/${names[0]}`] : [folder];
    const { understood, records } = await openOrderFile(paths, { digest: sha256, now: NOW });
    const lines: OrderLine[] = [];
    const faults: string[] = [];
    for await (const record of records) {
      if ("fault" in record) faults.push(`${record.line}: ${record.fault}`);
      else lines.push(record.value);
    }
    return { faults, profile: understood.profile.id, zone: understood.zone, currencies: understood.currencies, lines };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const number = (decimal: Decimal | null) => decimal && Number(decimal.digits) / 10 ** decimal.scale;
const shortly = ({ order, sku, quantity, amount, status }: OrderLine) => [order, sku, quantity, number(amount), status];

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
  const { profile, currencies, lines } = await read({
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
  assertEquals(lines.map(shortly), [
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
      shipping: number(shipping),
      discount: number(discount),
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

Deno.test("openOrderFile reads WooCommerce's orders", async () => {
  const { profile, currencies, lines } = await read({
    "orders.csv":
      "Order Number,Order Status,Order Date,Email (Billing),City (Billing),Payment Method Title,Order Total Amount,SKU,Item #,Item Name,Quantity,Item Cost\n" +
      "1234,Completed,2026-03-02 10:15,a@example.com,Leeds,Card,21.50,MUG-1,1,Mug,1,£18.00\n" +
      "1234,Completed,2026-03-02 10:15,a@example.com,Leeds,Card,21.50,MUG-2,2,Mug,2,£1.75\n" +
      "1235,Cancelled,2026-03-02 10:15,a@example.com,Leeds,Card,18.00,MUG-1,1,Mug,1,£18.00\n",
  });
  assertEquals([profile, currencies], ["woocommerce", ["GBP"]]);
  assertEquals(lines.map(shortly), [
    ["1234", "MUG-1", 1, 18, "DELIVERED"],
    ["1234", "MUG-2", 2, 3.5, "DELIVERED"],
    ["1235", "MUG-1", 1, 18, "CANCELLED"],
    ["1235", "MUG-1", -1, -18, "CANCELLED"],
  ]);
  assertEquals(lines.map(({ lineId }) => lineId), ["1", "2", "1", "1-back"]);
});

Deno.test("openOrderFile reads Cafe24's orders, in CP949", async () => {
  const { profile, zone, currencies, lines } = await read({
    "orders.csv": cp949Bytes(
      "주문번호,품목별 주문번호,주문일시,주문자명,주문자ID,상품코드,주문상품명,상품옵션,수량,판매가,총 주문금액,총 배송비,결제수단,주문상태\n" +
        '20260302-0000012,20260302-0000012-01,2026-03-02 09:00:00,김*수,kim,P000000B,머그컵,색상=화이트,2,"12,000",27000,3000,카드,배송중\n' +
        "20260302-0000012,20260302-0000012-02,2026-03-02 09:00:00,김*수,kim,P000000C,컵받침,,1,1000,27000,3000,카드,취소완료\n",
    ),
  });
  assertEquals([profile, zone, currencies], ["cafe24", "Asia/Seoul", ["KRW"]]);
  assertEquals(lines.map(shortly), [
    ["20260302-0000012", "P000000B:색상=화이트", 2, 24000, "SHIPPED"],
    ["20260302-0000012", "P000000C", 1, 1000, "CANCELLED"],
    ["20260302-0000012", "P000000C", -1, -1000, "CANCELLED"],
  ]);
  const [first] = lines;
  assertEquals([first!.name, first!.customer, first!.lineId, number(first!.shipping), first!.at.toISOString()], [
    "머그컵 (색상=화이트)",
    "kim",
    "20260302-0000012-01",
    3000,
    "2026-03-02T00:00:00.000Z",
  ]);
  assertEquals(lines[1]!.shipping, null);
});

Deno.test("openOrderFile reads SmartStore's orders, and tells masked buyers apart", async () => {
  const header =
    "상품주문번호,주문번호,구매자명,구매자ID,주문상태,결제일,상품번호,상품명,옵션정보,수량,옵션가격,상품가격,상품별 할인액,상품별 총 주문금액,배송비 합계,구매자연락처,배송지,결제수단";
  const row = (line: string, phone: string) =>
    `${line},2026030212345671,이*희,lee****,발송대기,2026-03-02 12:10:33,8801,머그컵,색상: 화이트,2,500,12000,1000,24000,3000,${phone},서울특별시 강남구 1,신용카드`;
  const { profile, lines } = await read({
    "orders.csv": cp949Bytes([header, row("1", "010-0000-0001"), row("2", "010-0000-0002")].join("\r\n")),
  });
  assertEquals(profile, "smartstore");
  assertEquals(lines.map(shortly), [
    ["2026030212345671", "8801:색상: 화이트", 2, 24000, "PAID"],
    ["2026030212345671", "8801:색상: 화이트", 2, 24000, "PAID"],
  ]);
  const [first, second] = lines;
  assertEquals([number(first!.unitPrice), number(first!.discount), number(first!.shipping), first!.region], [
    12500,
    1000,
    3000,
    "서울특별시",
  ]);
  assertEquals([second!.shipping, first!.customer === second!.customer], [null, false]);
});

Deno.test("openOrderFile reads Coupang Wing's orders", async () => {
  const { profile, lines } = await read({
    "orders.csv":
      "번호,묶음배송번호,주문번호,주문일,등록상품명,등록옵션명,노출상품명(옵션명),노출상품ID,옵션ID,업체상품코드,결제액,배송비,구매수(수량),옵션판매가(판매단가),구매자,구매자전화번호,수취인 주소\n" +
      "1,77,31000012345678,2026-03-02 09:00:00,머그컵,화이트,머그컵 화이트,501,90001,MUG,24000,3000,2,12000,박*,0502-111-2222,부산광역시 해운대구 1\n",
  });
  assertEquals([profile, lines.map(shortly)], ["coupang", [["31000012345678", "90001", 2, 24000, "PAID"]]]);
  assertEquals([lines[0]!.name, lines[0]!.region, lines[0]!.customer!.length], ["머그컵 화이트", "부산광역시", 34]);
});

Deno.test("openOrderFile reads Square's item sales with their time zones and refunds", async () => {
  const { profile, currencies, lines } = await read({
    "items.csv":
      "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID,Notes,Event Type,Location,Customer ID\n" +
      "2026-08-15,14:00:00,Eastern Time (US & Canada),Ceramics,Mug,2,Large,,,$36.00,-$3.60,$32.40,$2.88,T1,P1,,Payment,Market,\n" +
      "2026-08-15,15:00:00,Pacific Time (US & Canada),Ceramics,Mug,-1,Regular,MUG-1,Gift wrap,-$18.00,$0.00,-$18.00,-$1.44,T2,P2,,Refund,Market,C1\n" +
      '2026-08-15,15:00:00,Pacific Time (US & Canada),,Gift,1,,,,"$1,250.00",$0.00,"$1,250.00",$0.00,T3,P3,,Payment,Market,\n',
  });
  assertEquals([profile, currencies], ["square", ["USD"]]);
  assertEquals(lines.map(shortly), [
    ["T1", "Mug (Large)", 2, 32.4, "DELIVERED"],
    ["T2", "MUG-1", -1, -18, "RETURNED"],
    ["T3", "Gift", 1, 1250, "DELIVERED"],
  ]);
  assertEquals(lines[1]!.name, "Mug");
  assertEquals(
    lines.slice(0, 2).map((
      { at, unitPrice, discount, tax },
    ) => [at.toISOString().slice(11, 16), number(unitPrice), number(discount), number(tax)]),
    [
      ["18:00", 18, 3.6, 2.88],
      ["22:00", 18, null, 1.44],
    ],
  );
});

Deno.test("openOrderFile reads Toast's item selections, voided ones taken back", async () => {
  const { profile, lines } = await read({
    "ItemSelectionDetails.csv":
      "Location,Order Id,Order #,Sent Date,Order Date,Check Id,Item Selection Id,Item Id,SKU,Menu Item,Menu Group,Sales Category,Gross Price,Discount,Net Price,Qty,Tax,Void?\n" +
      "Main,900,1,8/15/26 2:01 PM,8/15/26 2:00 PM,1,5001,77,,Burger,Lunch,Food,12.00,2.00,10.00,1,0.8,false\n" +
      "Main,900,1,8/15/26 2:01 PM,8/15/26 2:00 PM,1,5002,78,,Cola,Lunch,Drinks,3.00,0.00,3.00,1,0.2,true\n",
  });
  assertEquals([profile, lines.map(shortly)], ["toast", [
    ["900", "77", 1, 10, "DELIVERED"],
    ["900", "78", 1, 3, "CANCELLED"],
    ["900", "78", -1, -3, "CANCELLED"],
  ]]);
  assertEquals([lines[0]!.at.toISOString(), lines[0]!.category], ["2026-08-15T14:00:00.000Z", "Food"]);
});

Deno.test("openOrderFile joins Olist's files by what is in them", async () => {
  const items = '"order_id","order_item_id","product_id","seller_id","shipping_limit_date","price","freight_value"\n' +
    '"o1",1,"p1","s1",2017-09-19 09:45:35,58.90,13.29\n"o1",2,"p2","s1",2017-09-19 09:45:35,10.00,2.00\n';
  const alone = await read({ "items.csv": items });
  assertEquals([alone.profile, alone.lines.map(shortly)], ["olist", [["o1", "p1", 1, 58.9, "DELIVERED"], [
    "o1",
    "p2",
    1,
    10,
    "DELIVERED",
  ]]]);
  const { lines } = await read({
    "a.csv": items,
    "b.csv": "order_id,customer_id,order_status,order_purchase_timestamp\no1,c1,shipped,2017-09-13 08:59:02\n",
    "c.csv": "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state\nc1,u1,01001,x,SP\n",
    "d.csv": "product_id,product_category_name\np1,cool_stuff\np2,brinquedos\n",
    "e.csv": "product_category_name,product_category_name_english\nbrinquedos,toys\n",
    "f.csv": "order_id,payment_sequential,payment_type,payment_value\no1,1,credit_card,84.19\n",
    "g.csv": "review_id,order_id,review_score\nr1,o1,4\n",
  });
  assertEquals(
    lines.map(({ at, status, customer, region, category, paymentMethod, shipping, currency }) =>
      [at.toISOString(), status, customer, region, category, paymentMethod, number(shipping), currency].join(" ")
    ),
    [
      "2017-09-13T11:59:02.000Z SHIPPED u1 SP cool_stuff credit_card 13.29 BRL",
      "2017-09-13T11:59:02.000Z SHIPPED u1 SP toys credit_card 2 BRL",
    ],
  );
});

Deno.test("openOrderFile reads Online Retail II, and knows what is no goods", async () => {
  const { profile, lines } = await read({
    "x.csv": "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n" +
      "489434,85048,BALL,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom\n" +
      "C489449,POST,POSTAGE,-1,2009-12-01 10:33:00,2.95,,Australia\n" +
      "A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom\n",
  });
  assertEquals([profile, lines.map(shortly)], ["online-retail-ii", [
    ["489434", "85048", 12, 83.4, "DELIVERED"],
    ["C489449", "POST", -1, -2.95, "CANCELLED"],
    ["A563186", "B", 1, -11062.06, "DELIVERED"],
  ]]);
  assertEquals(lines.map(({ isGoods, customer }) => [isGoods, customer]), [[true, "13085"], [false, null], [
    false,
    null,
  ]]);
});

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
  const { lines, faults } = await readAll({ "orders.csv": text });
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
  const { lines, faults } = await readAll({ "orders.csv": header + apart.join("") });
  assertEquals(lines.map(({ order, sku }) => [order, sku]), [["1", "Mug"], ["2", "Cup"], ["2", "Pen"]]);
  assertEquals(faults.length, 1);
  assertStringIncludes(faults[0]!, '4: Order Number: "1" is not the order of the line above, but has lines further up');
});

Deno.test("openOrderFile refuses a line without a currency where others are in several", async () => {
  const text = "order,sku,quantity,price,date,currency\n" +
    "1,A,1,10,2026-03-01,EUR\n2,A,1,10,2026-03-01,JPY\n3,A,1,10,2026-03-01,\n";
  const { lines, faults } = await readAll({ "orders.csv": text });
  assertEquals(lines.map(({ currency }) => currency), ["EUR", "JPY"]);
  assertEquals(faults, [
    "4: currency: nothing is not a currency such as KRW or EUR (--currency is that of lines that don't say)",
  ]);
});

Deno.test("openOrderFile refuses times before 1990, as the routes do", async () => {
  const text = "order,sku,quantity,price,date,currency\n1,A,1,10,1989-12-31,EUR\n2,A,1,10,1990-01-01,EUR\n";
  const { lines, faults } = await readAll({ "orders.csv": text });
  assertEquals([lines.length, faults], [1, ['2: date: "1989-12-31" is not a time from 1990 on']]);
});

Deno.test("openOrderFile names an option once where several columns say it", async () => {
  const { lines } = await read({
    "wing.csv":
      "주문번호,주문일,등록상품명,등록옵션명,노출상품명(옵션명),옵션ID,최초등록옵션명,구매수(수량),옵션판매가(판매단가)\n" +
      '1,2026-03-02 09:11:12,머그컵,화이트,"머그컵, 화이트",9,화이트,1,12000\n' +
      "2,2026-03-02 09:11:12,컵,블랙,컵,8,블랙 1개,1,12000\n",
  });
  assertEquals(lines.map(({ name }) => name), ["머그컵, 화이트", "컵 (블랙)"]);
});

Deno.test("openOrderFile refuses numbers that a spreadsheet has rounded: several orders would become one", async () => {
  const row = (order: string, sku: string) => `${order},2026-03-02 09:11:12,머그컵,${sku},1,12000\n`;
  const { lines, faults } = await readAll({
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
