import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import type { LogRecord } from "../../../application/shared/log.ts";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import {
  CODEC_OPTIONS,
  EVENT_TYPES,
  exampleRecord,
  jsonOf,
  listedProducts,
  placedOrders,
  registeredUsers,
} from "../../../testing/fixtures/commerce_records.ts";
import "../../../testing/engines/leak_checks.ts";
import { withText } from "../../../testing/fixtures/mutated.ts";
import { COMMERCE_MESSAGES, decodeEvent, encodeEvent } from "./codec.ts";

function withValue(record: LogRecord, value: unknown): LogRecord {
  return { ...record, value: new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value)) };
}

function refusalOf(record: LogRecord, type: CommerceEvent["type"]): { code: string; message: string } {
  const decoded = decodeEvent(record, type);
  assert("refusal" in decoded, "it was read");
  return decoded.refusal;
}

Deno.test("decodeEvent returns every event that encodeEvent was given", () => {
  // JSON turns -0 into 0.
  const same = (event: CommerceEvent) => JSON.stringify(event);
  fc.assert(fc.property(fc.oneof(registeredUsers, listedProducts, placedOrders), (event) => {
    const decoded = decodeEvent(encodeEvent(event, CODEC_OPTIONS), event.type);
    assert("event" in decoded, JSON.stringify(decoded));
    assertEquals(same(decoded.event), same(event));
  }));
});

Deno.test("decodeEvent returns times as dates", () => {
  const decoded = decodeEvent(exampleRecord("order.placed"), "order.placed");
  assert("event" in decoded && decoded.event.type === "order.placed");
  assertEquals(decoded.event.order.createdAt, NOON);
});

Deno.test("encodeEvent writes CloudEvents 1.0 in Kafka's binary mode, keyed by what keeps events in order", () => {
  const record = exampleRecord("order.placed");
  const order = jsonOf(record);
  assertEquals(record.headers, {
    "ce_specversion": "1.0",
    "ce_id": order.orderId as string,
    "ce_source": "/tillstream/test",
    "ce_type": "tillstream.order.placed.v1",
    "ce_time": "2026-03-02T03:00:00.000Z",
    "content-type": "application/json",
    "traceparent": CODEC_OPTIONS.newTraceparent(),
  });
  assertEquals(record.key, order.userId);
  assertEquals(exampleRecord("user.registered").key, jsonOf(exampleRecord("user.registered")).userId);
  assertEquals(exampleRecord("product.listed").key, jsonOf(exampleRecord("product.listed")).productId);
});

Deno.test("decodeEvent refuses a type that does not belong on the topic, and names both", () => {
  for (const ceType of ["tillstream.order.placed.v1", "tillstream.user.registered.v2", ""]) {
    const record = exampleRecord("user.registered");
    const refusal = refusalOf({ ...record, headers: { ...record.headers, ce_type: ceType } }, "user.registered");
    assertEquals(refusal.code, "unknown_type");
    assertStringIncludes(refusal.message, `"${ceType}", expected "tillstream.user.registered.v1"`);
  }
});

Deno.test("decodeEvent refuses what is not JSON, without repeating its text", () => {
  const record = exampleRecord("user.registered");
  for (const value of ["", "{", "김서연", '{"name": "김서연"', "NaN"]) {
    const refusal = refusalOf(withValue(record, value), "user.registered");
    assertEquals(refusal.code, "not_json");
    assert(!refusal.message.includes("김서연"));
  }
  assertEquals(refusalOf({ ...record, value: new Uint8Array([0x7b, 0xff, 0x7d]) }, "user.registered").code, "not_json");
});

Deno.test("decodeEvent refuses a tombstone", () => {
  assertEquals(refusalOf({ ...exampleRecord("user.registered"), value: null }, "user.registered").code, "empty_record");
});

Deno.test("decodeEvent names every required field that is missing", () => {
  for (const type of EVENT_TYPES) {
    const record = exampleRecord(type);
    const required = COMMERCE_MESSAGES[type].required;
    for (const field of required) {
      const { [field]: _, ...rest } = jsonOf(record);
      const refusal = refusalOf(withValue(record, rest), type);
      assertEquals(refusal.code, "invalid_input");
      assertStringIncludes(refusal.message, `${field}: `);
    }
    const { message } = refusalOf(withValue(record, {}), type);
    for (const field of required) assertStringIncludes(message, `${field}: `);
  }
});

Deno.test("decodeEvent refuses JSON of another shape", () => {
  for (const value of ["null", "[]", "7", '"text"', "true", '[{"userId":"U-1"}]']) {
    assertEquals(
      refusalOf(withValue(exampleRecord("user.registered"), value), "user.registered").code,
      "invalid_input",
    );
  }
});

Deno.test("decodeEvent refuses values that no column can hold", () => {
  const spoilt: [(typeof EVENT_TYPES)[number], Record<string, unknown>][] = [
    ["order.placed", { quantity: 0 }],
    ["order.placed", { quantity: 1.5 }],
    ["order.placed", { totalAmount: 3_000_000_000 }],
    ["order.placed", { totalAmount: "3000" }],
    ["order.placed", { createdAt: "2026-03-02T12:00:00" }],
    ["order.placed", { createdAt: "yesterday" }],
    ["order.placed", { status: "LOST" }],
    ["user.registered", { userId: "" }],
    ["user.registered", { userId: "U".repeat(51) }],
    ["user.registered", { grade: "PLATINUM" }],
    ["user.registered", { randomSeed: 1 }],
    ["product.listed", { price: -1 }],
    ["product.listed", { discountRate: 15 }],
  ];
  for (const [type, change] of spoilt) {
    const record = exampleRecord(type);
    const refusal = refusalOf(withValue(record, { ...jsonOf(record), ...change }), type);
    assertEquals(refusal.code, "invalid_input");
    assertStringIncludes(refusal.message, `${Object.keys(change)[0]}: `);
  }
});

Deno.test("decodeEvent refuses each text that no database can store, and names its field", () => {
  for (const type of EVENT_TYPES) {
    const record = exampleRecord(type);
    for (const text of ["a\0", "\ud83d", "\udc00b"]) {
      for (const document of withText(jsonOf(record), text)) {
        const refusal = refusalOf(withValue(record, document), type);
        assertEquals(refusal.code, "invalid_input", JSON.stringify(document));
        assert(/^Cannot read the \w+: [\w.]+: /.test(refusal.message), refusal.message);
      }
    }
  }
});

Deno.test("decodeEvent reads plain JSON of any producer, without headers and with unknown fields", () => {
  for (const type of EVENT_TYPES) {
    const { value } = exampleRecord(type);
    const plain = decodeEvent({ key: null, value, headers: {} }, type);
    assertEquals(plain, decodeEvent(exampleRecord(type), type));
    const more = withValue({ key: null, value, headers: { "x-source": "till 3" } }, {
      ...jsonOf(exampleRecord(type)),
      colour: 1,
    });
    assertEquals(decodeEvent(more, type), plain);
  }
  const { selection: _, ...seed } = jsonOf(exampleRecord("order.placed"));
  const decoded = decodeEvent(withValue({ key: null, value: null, headers: {} }, seed), "order.placed");
  assert("event" in decoded && decoded.event.type === "order.placed");
  assertEquals(decoded.event.order.selection, null);
});

Deno.test("decodeEvent drops figures that the database derives from orders", () => {
  const user = exampleRecord("user.registered");
  const product = exampleRecord("product.listed");
  const ordered = decodeEvent(
    withValue(user, { ...jsonOf(user), lastOrderedAt: "2026-03-02T12:00:00Z" }),
    "user.registered",
  );
  const popular = decodeEvent(withValue(product, { ...jsonOf(product), orderCount: 900 }), "product.listed");
  assert("event" in ordered && ordered.event.type === "user.registered");
  assert("event" in popular && popular.event.type === "product.listed");
  assertEquals([ordered.event.user.lastOrderedAt, popular.event.product.orderCount], [null, 0]);
});
