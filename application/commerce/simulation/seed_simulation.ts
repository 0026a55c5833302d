import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import { type MakeOptions, makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import { seedMember, type SeedSpan } from "../../../domain/commerce/simulation/seed_member.ts";
import type { CommerceWriter } from "../ports/commerce_writer.ts";
import type { Products } from "../ports/products.ts";
import type { Users } from "../ports/users.ts";

interface SeedOptions extends SeedSpan {
  readonly users: number;
  readonly products: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SeedProgress) => void;
}

export interface SeedProgress {
  readonly stage: "users" | "products";
  /** Looked at so far; those that were there before count too. */
  readonly done: number;
  readonly total: number;
}

/** How many were really new. */
export interface Seeded {
  readonly users: number;
  readonly products: number;
}

const BATCH = 1_000;

/**
 * Fills a shop with its first users and products.
 *
 * Ids follow from the seed and each member is made from a source of its own, so a second run adds nothing and an
 * interrupted one is finished by running it again. An abort rejects with the signal's reason between two batches.
 */
export async function seedSimulation(
  { store }: { readonly store: CommerceWriter },
  options: SeedOptions,
): Promise<Seeded> {
  const users = await addAll("users", (batch) => store.addUsers(batch.map((member) => makeUser(member))), options);
  const products = await addAll(
    "products",
    (batch) => store.addProducts(batch.map((member) => makeProduct(member))),
    options,
  );
  return { users, products };
}

/**
 * Whether a seed's users and products have been added. They are added in order, the products at the end, so that the last
 * of both is enough to look for; members that were removed since do not matter.
 */
export async function isSeeded(
  ports: { readonly users: Pick<Users, "find">; readonly products: Pick<Products, "find"> },
  { users, products, seed }: Pick<SeedOptions, "users" | "products" | "seed">,
): Promise<boolean> {
  const span = { seed, from: new Date(0), until: new Date(0) };
  const { userId } = makeUser(seedMember("users", users, span));
  const { productId } = makeProduct(seedMember("products", products, span));
  const [user, product] = await Promise.all([ports.users.find(userId), ports.products.find(productId)]);
  return user !== null && product !== null;
}

async function addAll(
  stage: SeedProgress["stage"],
  add: (members: readonly MakeOptions[]) => Promise<number>,
  options: SeedOptions,
): Promise<number> {
  const total = options[stage];
  let added = 0;
  for (let done = 0; done < total;) {
    options.signal?.throwIfAborted();
    const size = Math.min(BATCH, total - done);
    added += await add(Array.from({ length: size }, (_, index) => seedMember(stage, done + index + 1, options)));
    done += size;
    options.onProgress?.({ stage, done, total });
  }
  return added;
}
