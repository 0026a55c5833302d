import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";

/** What the parts of a fake shop share. */
export interface ShopState {
  readonly users: Map<string, User>;
  readonly products: Map<string, Product>;
  readonly orders: Map<string, Order>;
  readonly published: CommerceEvent[];
  fault: { store?: Error; cache?: Error; log?: Error };
  now: Date;
  lag: number;
  summaries: number;
}

const STAMPS = { createdDatetime: new Date("2026-03-02T03:00:00Z"), updatedDatetime: new Date("2026-03-02T03:00:00Z") };

export async function attempt<T>(
  of: () => ShopState,
  part: keyof ShopState["fault"],
  work: (shop: ShopState) => T,
): Promise<T> {
  await Promise.resolve();
  const fault = of().fault[part];
  if (fault) throw fault;
  return work(of());
}

export function stamped<T extends object>(value: T | undefined): (T & typeof STAMPS) | null {
  return value ? { ...value, ...STAMPS } : null;
}
