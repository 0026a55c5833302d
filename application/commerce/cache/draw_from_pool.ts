import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import { accepted, refused, type Result } from "../../../domain/shared/result.ts";
import type { CachePools } from "../ports/cache.ts";
import { type EmptyPool, emptyPool } from "../refusals.ts";

/** Throws `Outage`. */
export async function randomUser(
  { pools }: { readonly pools: Pick<CachePools, "randomUser"> },
): Promise<Result<User, EmptyPool>> {
  const user = await pools.randomUser();
  return user ? accepted(user) : refused(emptyPool("users"));
}

/** Throws `Outage`. */
export async function randomProduct(
  { pools }: { readonly pools: Pick<CachePools, "randomProduct"> },
): Promise<Result<Product, EmptyPool>> {
  const product = await pools.randomProduct();
  return product ? accepted(product) : refused(emptyPool("products"));
}
