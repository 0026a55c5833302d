import { type Called, type CallOptions, withApp as withShop } from "./call.ts";
import { identityShop } from "./identity_shop.ts";

/** Of a beacon, and of one beside it. */
export const ID = "550e8400-e29b-41d4-a716-446655440000";
export const OTHER = "550e8400-e29b-41d4-a716-446655440001";
export const DRAFT = { storeId: "store100", major: 100, minor: 3, location: { name: "Table 3", type: "table" } };
export const READING = { uuid: ID, major: 100, minor: 3, rssi: -45 };
/** By the shop's clock. */
export const NOW = "2026-03-02T03:00:00.000Z";
/** Enough to place a customer, just before. */
export const readings = [0, 1, 2, 3, 4].map((second) => ({
  ...READING,
  observedAt: `2026-03-02T02:59:5${5 + second}Z`,
}));

type Call = (route: string, options?: CallOptions) => Promise<Called>;

export function withApp(test: Parameters<typeof withShop>[0], shop = identityShop()): Promise<void> {
  return withShop(test, {}, shop);
}

export function detect(call: Call, body: unknown): Promise<Called> {
  return call("POST /v1/detections", { body });
}
