import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { z } from "zod";
import { orderSchema } from "../../../domain/commerce/order.ts";
import { toCamelCase } from "../../../domain/commerce/snake_case.ts";
import {
  EVENT_TYPES,
  exampleRecord,
  jsonOf,
  listedProducts,
  placedOrders,
  registeredUsers,
} from "../../../testing/fixtures/commerce_records.ts";
import { mutated } from "../../../testing/fixtures/mutated.ts";
import { COMMERCE_MESSAGES } from "./codec.ts";
import { READ_USUAL } from "./read_usual.ts";

/** As a message's text arrives. */
const said = (document: unknown) => JSON.parse(JSON.stringify(document ?? null));

Deno.test("READ_USUAL reads what our own publishers send, and whatever it reads as the schemas do", () => {
  for (const type of EVENT_TYPES) assert(READ_USUAL[type](jsonOf(exampleRecord(type))), type);
  const usualIds = { userId: "U-1", productId: "P-1", orderId: "O-1" };
  const documents = fc.oneof(registeredUsers, listedProducts, placedOrders).chain((event) => {
    const document: Record<string, unknown> = said(Object.values(event)[1]);
    const usual = fc.constant(Object.fromEntries(
      Object.entries({ ...document, ...usualIds }).filter(([name]) => name in document),
    ));
    const types = fc.oneof({ weight: 9, arbitrary: fc.constant(event.type) }, fc.constantFrom(...EVENT_TYPES));
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
  const order = jsonOf(exampleRecord("order.placed"));
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

/** Of JSON Schema, as far as the messages' schemas have it. */
interface Rule {
  readonly anyOf?: readonly Rule[];
  readonly properties?: Readonly<Record<string, Rule>>;
  readonly items?: Rule;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly maxItems?: number;
}

/** Each document that has one value at a bound of its schema, beside the same with the value just beyond it. */
function* atBounds(rule: Rule, usual: unknown): Generator<readonly [within: unknown, beyond: unknown]> {
  for (const each of rule.anyOf ?? []) yield* atBounds(each, usual);
  const { minLength, maxLength, minimum, maximum, exclusiveMaximum, maxItems, items, properties = {} } = rule;
  if (minLength) yield ["a".repeat(minLength), "a".repeat(minLength - 1)];
  if (maxLength !== undefined) yield ["a".repeat(maxLength), "a".repeat(maxLength + 1)];
  if (Number.isSafeInteger(minimum! - 1)) yield [minimum, minimum! - 1];
  if (Number.isSafeInteger(maximum! + 1)) yield [maximum, maximum! + 1];
  if (exclusiveMaximum !== undefined) yield [exclusiveMaximum - 0.001, exclusiveMaximum];
  const [first] = Array.isArray(usual) ? usual : [];
  if (maxItems !== undefined) yield [Array(maxItems).fill(first), Array(maxItems + 1).fill(first)];
  for (const [within, beyond] of items && first !== undefined ? atBounds(items, first) : []) yield [[within], [beyond]];
  const fields = usual as Readonly<Record<string, unknown>>;
  for (const [name, of] of Object.entries(properties)) {
    for (const bound of atBounds(of, fields?.[name])) {
      yield bound.map((value) => ({ ...fields, [name]: value })) as [unknown, unknown];
    }
  }
}

Deno.test("READ_USUAL has every bound of the schemas: it reads a value at one, and none beyond it", () => {
  const selection = { score: 1, factors: [{ name: "grade", value: 1 }] };
  let bounds = 0;
  for (const type of EVENT_TYPES) {
    const rule = z.toJSONSchema(COMMERCE_MESSAGES[type].data, { io: "input", unrepresentable: "any" }) as Rule;
    const usual = { ...jsonOf(exampleRecord(type)), ...(type === "order.placed" ? { selection } : {}) };
    for (const [within, beyond] of atBounds(rule, usual)) {
      bounds++;
      assert(READ_USUAL[type](within), `${type}: ${JSON.stringify(within)}`);
      assertEquals(READ_USUAL[type](beyond), null, `${type}: ${JSON.stringify(beyond)}`);
    }
  }
  assert(bounds > 60, `${bounds} bounds`);
});
