// deno-lint-ignore no-explicit-any -- a JSON Schema is looked at keyword by keyword
type Schema = any;

const UUID = "550e8400-e29b-41d4-a716-446655440000";
const MOMENT = "2026-03-02T12:00:00.000Z";

/** What fields are called and what is in them, in this shop; `Thing.field` where it depends on the thing. */
const VALUES: Readonly<Record<string, unknown>> = {
  userId: "U-0198c6a2",
  productId: "P-0198c6a2",
  orderId: "O-0198c6a2",
  customerId: "cust123",
  beaconId: UUID,
  storeId: "store100",
  saleId: "S-20260302-0042",
  manualId: "환불-규정",
  eventId: "0198c6a2-6f0e-7c3a-9d0b-0f4f0b9b8a11",
  name: "홍길동",
  "Product.name": "무선 이어폰",
  "StoredProduct.name": "무선 이어폰",
  "Store.name": "강남점",
  "Scenario.name": "payday",
  productName: "무선 이어폰",
  userName: "홍길동",
  userRegion: "서울특별시",
  address: "서울특별시 강남구 테헤란로 1",
  addressDistrict: "강남구",
  email: "hong@example.com",
  phone: "010-0000-0000",
  buyerName: "홍길동",
  receiverName: "홍길동",
  receiverPhone: "010-0000-0000",
  receiverPostcode: "06234",
  receiverAddress: "서울특별시 강남구 테헤란로 1",
  category: "디지털/가전",
  brand: "소리샘",
  menu: "김치찌개",
  title: "환불 규정",
  text: "영수증이 있으면 7일 안에 환불해 드립니다.",
  age: 30,
  price: 89_000,
  listPrice: 99_000,
  stock: 40,
  quantity: 1,
  totalAmount: 89_000,
  amount: 89_000,
  shippingCost: 0,
  discountAmount: 0,
  rssi: -58,
  confidence: 0.95,
  timeZone: "Asia/Seoul",
  closingTime: "04:00",
  topic: "orders",
  group: "orders_group",
  payload: {},
  protocol: "json",
  market: "coupang",
  nextCursor: null,
  cursor: null,
};

/** A value that fits the schema, for the documentation. `thing` names the schema that a field is of. */
export function exampleOf(schema: Schema, schemas: Readonly<Record<string, Schema>>, thing = "", field = ""): unknown {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1);
    return exampleOf(schemas[name], schemas, name);
  }
  const given = schema.example ?? schema.examples?.[0] ?? schema.const;
  if (given !== undefined) return given;
  for (const name of [`${thing}.${field}`, field]) {
    if (Object.hasOwn(VALUES, name) && fits(VALUES[name], schema)) return VALUES[name];
  }
  const inner = (one: Schema, name = field) => exampleOf(one, schemas, thing, name);
  const branches: Schema[] | undefined = schema.oneOf ?? schema.anyOf;
  if (branches) return inner(branches.find(({ type }) => type !== "null") ?? branches[0]);
  if (schema.enum) return schema.enum[0];
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "array":
      return [inner(schema.items)];
    case "object":
      return Object.fromEntries(
        Object.entries<Schema>(schema.properties ?? recordOf(schema)).map(([name, one]) => [name, inner(one, name)]),
      );
    case "integer":
    case "number":
      return schema.exclusiveMaximum <= 1 ? 0.5 : Math.max(schema.minimum ?? 1, Math.min(schema.maximum ?? 1, 1));
    case "boolean":
      return true;
    case "string":
      return textOf(schema);
    default:
      return schema.allOf ? inner(schema.allOf[0]) : null;
  }
}

/** Its keys by name, or one. */
function recordOf({ propertyNames, additionalProperties }: Schema): Record<string, Schema> {
  if (typeof additionalProperties !== "object") return {};
  const names: string[] = propertyNames?.enum ?? ["text"];
  return Object.fromEntries(names.map((name) => [name, additionalProperties]));
}

function textOf({ format, pattern = "", maxLength }: Schema): string {
  if (format === "date-time") return MOMENT;
  if (format === "date") return MOMENT.slice(0, 10);
  if (format === "uuid") return UUID;
  const candidates = ["text", "a1".repeat(32), UUID, MOMENT.slice(0, 10), "09:00", "https://shop.example/", "1"];
  const fitting = candidates.find((text) => new RegExp(pattern).test(text)) ?? "text";
  return fitting.slice(0, maxLength);
}

function fits(value: unknown, schema: Schema): boolean {
  const types: string[] = [schema, ...schema.anyOf ?? [], ...schema.oneOf ?? []].flatMap(({ type }) => type ?? []);
  if (schema.enum || schema.format) return false;
  return types.length === 0 || types.includes(typeOf(value)) || types.includes("integer") && Number.isInteger(value);
}

function typeOf(value: unknown): string {
  return value === null ? "null" : typeof value;
}
