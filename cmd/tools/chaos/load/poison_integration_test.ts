import { assert, assertEquals, assertRejects } from "@std/assert";
import { decodeEvent } from "../../../../adapters/kafka/commerce/codec.ts";
import { PostgresCommerceWriter } from "../../../../adapters/postgres/commerce/commerce_writer.ts";
import { DataRefused } from "../../../../application/shared/fault.ts";
import { testInstallation } from "../../../../testing/engines/installation.ts";
import { Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { poisonOf, STORE_REFUSES } from "./poison.ts";

const TYPES = { orders: "order.placed", users: "user.registered", products: "product.listed" } as const;

Deno.test("poisonOf makes what the message's own checks refuse with its code, or else the store", async () => {
  await using shop = await testInstallation();
  await shop.sql.unsafe(STORE_REFUSES);
  const samples = new Samples("poison");
  const user = samples.user();
  const product = samples.product();
  const store = new PostgresCommerceWriter(shop.sql);
  await Promise.all([store.addUsers([user]), store.addProducts([product])]);
  const codes = new Set<string>();
  for (let nth = 0; nth < 16; nth++) {
    const { stream, record, code } = poisonOf(nth, `poison-${nth}`, samples.order(user, product), user);
    codes.add(code);
    const decoded = decodeEvent(record, TYPES[stream]);
    if (code !== "data_refused") {
      assertEquals("refusal" in decoded && decoded.refusal.code, code);
      continue;
    }
    assert("event" in decoded);
    const { event } = decoded;
    await assertRejects(async () => {
      if (event.type === "order.placed") await store.addOrders([event.order]);
      if (event.type === "user.registered") await store.addUsers([event.user]);
    }, DataRefused);
  }
  assertEquals([...codes].sort(), ["data_refused", "empty_record", "invalid_input", "not_json", "unknown_type"]);
});
