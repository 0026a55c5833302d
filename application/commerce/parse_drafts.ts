import { parseSentOrder } from "../../domain/commerce/order_placement.ts";
import type { SentOrder } from "../../domain/commerce/resent_order.ts";
import type { Product } from "../../domain/commerce/product.ts";
import { listProduct } from "../../domain/commerce/product_listing.ts";
import type { User } from "../../domain/commerce/user.ts";
import { registerUser } from "../../domain/commerce/user_registration.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import type { Random } from "../../domain/shared/random.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";

const SPELT_OUT = 3;

/** All drafts or none; each fault is prefixed with the draft's index, from 0. A repeated id is a fault. */
export function parseDrafts<T>(
  drafts: readonly unknown[],
  parse: (draft: unknown) => Result<T, InvalidInput>,
  { what, idOf }: { readonly what: string; readonly idOf: (value: T) => string },
): Result<T[], InvalidInput> {
  const values: T[] = [];
  const details: string[] = [];
  const placeOf = new Map<string, number>();
  for (const [index, draft] of drafts.entries()) {
    const parsed = parse(draft);
    if (!parsed.ok) {
      details.push(...parsed.refusal.details.map((detail) => `${index}.${detail}`));
      continue;
    }
    const id = idOf(parsed.value);
    const first = placeOf.get(id);
    if (first !== undefined) details.push(`${index}.id: ${id} is that of ${first} already`);
    placeOf.set(id, index);
    values.push(parsed.value);
  }
  if (details.length === 0) return accepted(values);
  const rest = details.length > SPELT_OUT ? `; and ${details.length - SPELT_OUT} more` : "";
  return refused({
    code: "invalid_input",
    message: `Cannot read the ${what}: ${details.slice(0, SPELT_OUT).join("; ")}${rest}`,
    details,
  });
}

export interface DraftDeps {
  readonly clock: () => Date;
  readonly newId: () => string;
}

export function parseUserDrafts(
  { clock, newId, random }: DraftDeps & { readonly random: Random },
  drafts: readonly unknown[],
): Result<User[], InvalidInput> {
  const now = clock();
  const register = (draft: unknown) => registerUser(draft, { id: `U-${newId()}`, now, random });
  return parseDrafts(drafts, register, { what: "users", idOf: ({ userId }) => userId });
}

export function parseProductDrafts(
  { clock, newId }: DraftDeps,
  drafts: readonly unknown[],
): Result<Product[], InvalidInput> {
  const now = clock();
  const list = (draft: unknown) => listProduct(draft, { id: `P-${newId()}`, now });
  return parseDrafts(drafts, list, { what: "products", idOf: ({ productId }) => productId });
}

export function parseOrderDrafts(
  { clock, newId }: DraftDeps,
  drafts: readonly unknown[],
): Result<SentOrder[], InvalidInput> {
  const now = clock();
  const place = (draft: unknown) => parseSentOrder(draft, { id: `O-${newId()}`, now });
  return parseDrafts(drafts, place, { what: "orders", idOf: ({ order }) => order.orderId });
}
