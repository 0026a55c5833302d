import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { canonicalId } from "../../../domain/shared/outside_id.ts";
import fc from "fast-check";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { GRADES } from "../../../domain/commerce/grade.ts";
import { type Order, ORDER_STATUSES, orderSchema } from "../../../domain/commerce/order.ts";
import { type Product, productSchema } from "../../../domain/commerce/product.ts";
import { GENDERS, type User, USER_STATUSES, userSchema } from "../../../domain/commerce/user.ts";
import { MAX_WON } from "../../../domain/shared/money.ts";
import type { LogRecord } from "../../../application/shared/log.ts";
import "../../../testing/engines/leak_checks.ts";
import { mutated, withText } from "../../../testing/fixtures/mutated.ts";
import { NOON, Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { asyncApiDocument } from "../asyncapi.ts";
import { toCamelCase } from "../../../domain/commerce/snake_case.ts";
import { COMMERCE_MESSAGES, decodeEvent, encodeEvent } from "./codec.ts";
import { READ_USUAL } from "./read_usual.ts";

const OPTIONS = {
  source: "/tillstream/test",
  newTraceparent: () => "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
};
const TYPES = ["user.registered", "product.listed", "order.placed"] as const;

const text = (minLength: number, maxLength: number) =>
  fc.string({ minLength, maxLength, unit: "grapheme" })
    .filter((made) => made.length >= minLength && made.length <= maxLength);
const id = (longest: number) =>
  text(1, longest).map(canonicalId).filter((made) => made.length >= 1 && made.length <= longest);
const importRun = fc.option(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { nil: null });
const instant = fc.date({
  min: new Date("1970-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const won = fc.integer({ min: 0, max: MAX_WON });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const users = fc.record({
  userId: id(50),
  name: text(1, 100),
  gender: orNull(fc.constantFrom(...GENDERS)),
  age: orNull(fc.integer({ min: 0, max: 150 })),
  birthYear: orNull(fc.integer({ min: 1850, max: 2200 })),
  address: text(0, 255),
  addressDistrict: text(0, 100),
  email: orNull(fc.constantFrom("kim@example.com", "a.b+c@example.org")),
  grade: fc.constantFrom(...GRADES),
  status: fc.constantFrom(...USER_STATUSES),
  lastLoginAt: orNull(instant),
  marketingAgree: fc.boolean(),
  createdAt: instant,
  lastOrderedAt: fc.constant(null),
  randomSeed: share,
  isGuest: fc.boolean(),
  importRun,
}).map((user): CommerceEvent => ({ type: "user.registered", user: user as User }));

const products = fc.record({
  productId: id(50),
  name: text(1, 200),
  category: text(1, 50),
  brand: text(0, 100),
  orgPrice: won,
  price: won,
  discountRate: share,
  stock: fc.nat(),
  rating: fc.double({ min: 0, max: 5, noNaN: true }),
  reviewCount: fc.nat(),
  isBest: fc.boolean(),
  createdAt: instant,
  orderCount: fc.constant(0),
  isGoods: fc.boolean(),
  importRun,
}).map((product): CommerceEvent => ({ type: "product.listed", product: product as Product }));

const orders = fc.record({
  orderId: id(100),
  userId: id(50),
  productId: id(50),
  quantity: fc.integer().filter((quantity) => quantity !== 0),
  totalAmount: fc.integer({ min: -MAX_WON, max: MAX_WON }),
  shippingCost: won,
  discountAmount: won,
  paymentMethod: text(1, 50),
  status: fc.constantFrom(...ORDER_STATUSES),
  category: orNull(text(0, 50)),
  userName: orNull(text(0, 100)),
  userRegion: orNull(text(0, 100)),
  userGender: orNull(fc.constantFrom(...GENDERS)),
  userAgeGroup: orNull(text(0, 20)),
  createdAt: instant,
  invoice: orNull(id(100)),
  importRun,
  selection: orNull(
    fc.record({ score: share, factors: fc.array(fc.record({ name: text(0, 50), value: share }), { maxLength: 5 }) }),
  ),
}).map((order): CommerceEvent => ({ type: "order.placed", order: order as Order }));

function example(type: CommerceEvent["type"]): LogRecord {
  const sample = new Samples("codec");
  const user = sample.user();
  const product = sample.product();
  const events: Record<CommerceEvent["type"], CommerceEvent> = {
    "user.registered": { type: "user.registered", user },
    "product.listed": { type: "product.listed", product },
    "order.placed": { type: "order.placed", order: sample.order(user, product) },
  };
  return encodeEvent(events[type], OPTIONS);
}

function withValue(record: LogRecord, value: unknown): LogRecord {
  return { ...record, value: new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value)) };
}

function json({ value }: LogRecord): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(value!));
}

function refusalOf(record: LogRecord, type: CommerceEvent["type"]): { code: string; message: string } {
  const decoded = decodeEvent(record, type);
  assert("refusal" in decoded, "it was read");
  return decoded.refusal;
}

Deno.test("decodeEvent returns every event that encodeEvent was given", () => {
  // JSON turns -0 into 0.
  const same = (event: CommerceEvent) => JSON.stringify(event);
  fc.assert(fc.property(fc.oneof(users, products, orders), (event) => {
    const decoded = decodeEvent(encodeEvent(event, OPTIONS), event.type);
    assert("event" in decoded, JSON.stringify(decoded));
    assertEquals(same(decoded.event), same(event));
  }));
});

/** As a message's text arrives. */
const said = (document: unknown) => JSON.parse(JSON.stringify(document ?? null));

Deno.test("READ_USUAL reads what our own publishers send, and whatever it reads as the schemas do", () => {
  for (const type of TYPES) assert(READ_USUAL[type](json(example(type))), type);
  const usualIds = { userId: "U-1", productId: "P-1", orderId: "O-1" };
  const documents = fc.oneof(users, products, orders).chain((event) => {
    const document: Record<string, unknown> = said(Object.values(event)[1]);
    const usual = fc.constant(Object.fromEntries(
      Object.entries({ ...document, ...usualIds }).filter(([name]) => name in document),
    ));
    const types = fc.oneof({ weight: 9, arbitrary: fc.constant(event.type) }, fc.constantFrom(...TYPES));
    return fc.tuple(types, fc.oneof({ weight: 1, arbitrary: usual }, { weight: 2, arbitrary: mutated(usual) }));
  });
  let read = 0;
  fc.assert(
    fc.property(documents, ([type, changed]) => {
      const raw = said(changed);
      const usual = READ_USUAL[type](raw);
      if (usual === null) return;
      read++;
      const parsed = COMMERCE_MESSAGES[type].data.parse(toCamelCase(raw));
      const fixed = {
        "user.registered": { lastOrderedAt: null },
        "product.listed": { orderCount: 0 },
        "order.placed": {},
      };
      assertEquals(Object.values(usual)[1] as unknown, { ...parsed, ...fixed[type] });
    }),
    { numRuns: 1_000 },
  );
  assert(read > 100, `${read} were read`);
});

Deno.test("READ_USUAL leaves out what has another text for a time, an id or a name, for the schemas to read", () => {
  const order = json(example("order.placed"));
  const day = (text: string) => ({ ...order, createdAt: text });
  for (
    const text of [
      "2024-02-28T23:59:59Z",
      "2026-12-31T00:00:00.123456Z",
      "2026-04-30T00:00:00Z",
      "0001-01-01T00:00:00Z",
    ]
  ) {
    assertEquals(READ_USUAL["order.placed"](day(text)), { type: "order.placed", order: orderSchema.parse(day(text)) });
  }
  const unusual = [
    ...["2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-03-02T24:00:00Z", "0000-03-02T00:00:00Z"].map(day),
    ...["2026-03-02T00:00:00+09:00", "2026-03-02T00:00Z", "2026-03-02 00:00:00Z"].map(day),
    { ...order, orderId: "주문" },
    { ...order, orderId: " O-1" },
    { ...order, invoice: undefined },
    { ...order, quantity: 0 },
    { ...order, selection: { score: 1 } },
    [order],
    null,
  ];
  for (const raw of unusual) assertEquals(READ_USUAL["order.placed"](raw), null, JSON.stringify(raw));
});

Deno.test("decodeEvent returns times as dates", () => {
  const decoded = decodeEvent(example("order.placed"), "order.placed");
  assert("event" in decoded && decoded.event.type === "order.placed");
  assertEquals(decoded.event.order.createdAt, NOON);
});

Deno.test("encodeEvent writes CloudEvents 1.0 in Kafka's binary mode, keyed by what keeps events in order", () => {
  const record = example("order.placed");
  const order = json(record);
  assertEquals(record.headers, {
    "ce_specversion": "1.0",
    "ce_id": order.orderId as string,
    "ce_source": "/tillstream/test",
    "ce_type": "tillstream.order.placed.v1",
    "ce_time": "2026-03-02T03:00:00.000Z",
    "content-type": "application/json",
    "traceparent": OPTIONS.newTraceparent(),
  });
  assertEquals(record.key, order.userId);
  assertEquals(example("user.registered").key, json(example("user.registered")).userId);
  assertEquals(example("product.listed").key, json(example("product.listed")).productId);
});

Deno.test("decodeEvent refuses a type that does not belong on the topic, and names both", () => {
  for (const ceType of ["tillstream.order.placed.v1", "tillstream.user.registered.v2", ""]) {
    const record = example("user.registered");
    const refusal = refusalOf({ ...record, headers: { ...record.headers, ce_type: ceType } }, "user.registered");
    assertEquals(refusal.code, "unknown_type");
    assertStringIncludes(refusal.message, `"${ceType}", expected "tillstream.user.registered.v1"`);
  }
});

Deno.test("decodeEvent refuses what is not JSON, without repeating its text", () => {
  const record = example("user.registered");
  for (const value of ["", "{", "김서연", '{"name": "김서연"', "NaN"]) {
    const refusal = refusalOf(withValue(record, value), "user.registered");
    assertEquals(refusal.code, "not_json");
    assert(!refusal.message.includes("김서연"));
  }
  assertEquals(refusalOf({ ...record, value: new Uint8Array([0x7b, 0xff, 0x7d]) }, "user.registered").code, "not_json");
});

Deno.test("decodeEvent refuses a tombstone", () => {
  assertEquals(refusalOf({ ...example("user.registered"), value: null }, "user.registered").code, "empty_record");
});

Deno.test("decodeEvent names every required field that is missing", () => {
  for (const type of TYPES) {
    const record = example(type);
    const required = COMMERCE_MESSAGES[type].required;
    for (const field of required) {
      const { [field]: _, ...rest } = json(record);
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
    assertEquals(refusalOf(withValue(example("user.registered"), value), "user.registered").code, "invalid_input");
  }
});

Deno.test("decodeEvent refuses values that no column can hold", () => {
  const spoilt: [(typeof TYPES)[number], Record<string, unknown>][] = [
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
    const record = example(type);
    const refusal = refusalOf(withValue(record, { ...json(record), ...change }), type);
    assertEquals(refusal.code, "invalid_input");
    assertStringIncludes(refusal.message, `${Object.keys(change)[0]}: `);
  }
});

Deno.test("decodeEvent refuses each text that no database can store, and names its field", () => {
  for (const type of TYPES) {
    const record = example(type);
    for (const text of ["a\0", "\ud83d", "\udc00b"]) {
      for (const document of withText(json(record), text)) {
        const refusal = refusalOf(withValue(record, document), type);
        assertEquals(refusal.code, "invalid_input", JSON.stringify(document));
        assert(/^Cannot read the \w+: [\w.]+: /.test(refusal.message), refusal.message);
      }
    }
  }
});

Deno.test("decodeEvent reads plain JSON of any producer, without headers and with unknown fields", () => {
  for (const type of TYPES) {
    const { value } = example(type);
    const plain = decodeEvent({ key: null, value, headers: {} }, type);
    assertEquals(plain, decodeEvent(example(type), type));
    const more = withValue({ key: null, value, headers: { "x-source": "till 3" } }, {
      ...json(example(type)),
      colour: 1,
    });
    assertEquals(decodeEvent(more, type), plain);
  }
  const { selection: _, ...seed } = json(example("order.placed"));
  const decoded = decodeEvent(withValue({ key: null, value: null, headers: {} }, seed), "order.placed");
  assert("event" in decoded && decoded.event.type === "order.placed");
  assertEquals(decoded.event.order.selection, null);
});

Deno.test("asyncApiDocument describes each topic with the schema that its messages are read with", () => {
  const topics = TYPES.map((eventType) => ({ topic: `shop.${eventType}`, eventType }));
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
  const written = Object.keys(example("order.placed").headers);
  assertEquals(headers.required.filter((name: string) => !written.includes(name)), []);
  const actions = Object.values<{ action: string }>(document.operations).map(({ action }) => action);
  assertEquals(actions.filter((action) => action === "send").length, 3);
});

Deno.test("decodeEvent drops figures that the database derives from orders", () => {
  const user = example("user.registered");
  const product = example("product.listed");
  const ordered = decodeEvent(
    withValue(user, { ...json(user), lastOrderedAt: "2026-03-02T12:00:00Z" }),
    "user.registered",
  );
  const popular = decodeEvent(withValue(product, { ...json(product), orderCount: 900 }), "product.listed");
  assert("event" in ordered && ordered.event.type === "user.registered");
  assert("event" in popular && popular.event.type === "product.listed");
  assertEquals([ordered.event.user.lastOrderedAt, popular.event.product.orderCount], [null, 0]);
});
