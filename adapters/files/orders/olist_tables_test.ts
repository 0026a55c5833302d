import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { zip } from "../../../testing/fixtures/zip.ts";
import {
  inShort,
  numberOf,
  readExport,
  readOrderFile,
  readWhole,
  withFiles,
} from "../../../testing/fixtures/order_files.ts";
import { UnusableFile } from "../unusable_file.ts";

Deno.test("openOrderFile joins Olist's files by what is in them", async () => {
  const items = '"order_id","order_item_id","product_id","seller_id","shipping_limit_date","price","freight_value"\n' +
    '"o1",1,"p1","s1",2017-09-19 09:45:35,58.90,13.29\n"o1",2,"p2","s1",2017-09-19 09:45:35,10.00,2.00\n';
  const alone = await readWhole({ "items.csv": items });
  assertEquals([alone.profile, alone.lines.map(inShort)], ["olist", [["o1", "p1", 1, 58.9, "DELIVERED"], [
    "o1",
    "p2",
    1,
    10,
    "DELIVERED",
  ]]]);
  const files = {
    "a.csv": items,
    "b.csv": "order_id,customer_id,order_status,order_purchase_timestamp\no1,c1,shipped,2017-09-13 08:59:02\n",
    "c.csv": "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state\nc1,u1,01001,x,SP\n",
    "d.csv": "product_id,product_category_name\np1,cool_stuff\np2,brinquedos\n",
    "e.csv": "product_category_name,product_category_name_english\nbrinquedos,toys\n",
    "f.csv": "order_id,payment_sequential,payment_type,payment_value\no1,1,credit_card,84.19\n",
    "g.csv": "review_id,order_id,review_score\nr1,o1,4\n",
  };
  const { lines } = await readWhole(files);
  const archive = await zip({ ...files, "readme.txt": "about the data" });
  const unpacked = await readWhole({ "archive.zip": archive });
  assertEquals([unpacked.shape.packing, unpacked.lines], ["zip", lines]);
  assertEquals(
    lines.map(({ at, status, customer, region, category, paymentMethod, shipping, currency }) =>
      [at.toISOString(), status, customer, region, category, paymentMethod, numberOf(shipping), currency].join(" ")
    ),
    [
      "2017-09-13T11:59:02.000Z SHIPPED u1 SP cool_stuff credit_card 13.29 BRL",
      "2017-09-13T11:59:02.000Z SHIPPED u1 SP toys credit_card 2 BRL",
    ],
  );
});

Deno.test("openOrderFile says of several files that are no Olist what they are", async () => {
  const orders = "order,sku,quantity,price,date\n1,A,1,10,2026-03-01\n";
  await withFiles({ "two.zip": await zip({ "january.csv": orders, "february.csv": orders }) }, async (folder) => {
    const { message } = await assertRejects(() => readOrderFile(`${folder}/two.zip`), UnusableFile);
    assertStringIncludes(message, "it has 2 files (january.csv, february.csv), and none is Olist's order items");
  });
  const { lines } = await readExport({ "one.zip": await zip({ "orders.csv": orders, "README.txt": "thanks" }) });
  assertEquals(lines.length, 1);
});
