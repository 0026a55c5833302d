import { assert, assertEquals } from "@std/assert";
import { orderSchema } from "../../domain/commerce/order.ts";
import { productSchema } from "../../domain/commerce/product.ts";
import { userSchema } from "../../domain/commerce/user.ts";
import { EVENT_TYPES, exampleRecord } from "../../testing/fixtures/commerce_records.ts";
import { asyncApiDocument } from "./asyncapi.ts";
import { COMMERCE_MESSAGES } from "./commerce/codec.ts";

Deno.test("asyncApiDocument describes each topic with the schema that its messages are read with", () => {
  const topics = EVENT_TYPES.map((eventType) => ({ topic: `shop.${eventType}`, eventType }));
  // deno-lint-ignore no-explicit-any
  const document = JSON.parse(JSON.stringify(asyncApiDocument(topics))) as any;
  assertEquals(document.asyncapi, "3.0.0");
  const resolve = (ref: string) => ref.slice(2).split("/").reduce((at, name) => at[name], document);
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
  assert(refs.length > 0);
  for (const ref of refs) assert(resolve(ref) !== undefined, `${ref} leads nowhere`);
  const schemas = { "user.registered": userSchema, "product.listed": productSchema, "order.placed": orderSchema };
  for (const { topic, eventType } of topics) {
    assertEquals(document.channels[topic].address, topic);
    const message = resolve(document.channels[topic].messages[eventType].$ref);
    assertEquals(message.name, COMMERCE_MESSAGES[eventType].ceType);
    assertEquals(Object.keys(message.payload.properties), Object.keys(schemas[eventType].unwrap().shape));
    assertEquals(message.payload.required, [...COMMERCE_MESSAGES[eventType].required]);
  }
  const headers = document.components.messages["order.placed"].headers;
  const written = Object.keys(exampleRecord("order.placed").headers);
  assertEquals(headers.required.filter((name: string) => !written.includes(name)), []);
  const actions = Object.values<{ action: string }>(document.operations).map(({ action }) => action);
  assertEquals(actions.filter((action) => action === "send").length, 3);
});
