import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import { type MakeOptions, makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import { seedMember, type SeedSpan } from "../../../domain/commerce/simulation/seed_member.ts";
import type { CommerceWriter, Products, Users } from "../ports/shop.ts";

interface SeedOptions extends SeedSpan {
  readonly users: number;
  readonly products: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SeedProgress) => void;
}

export interface SeedProgress {
  readonly stage: "users" | "products";
  readonly done: number;
  readonly total: number;
}

export interface Seeded {
  readonly users: number;
  readonly products: number;
}

const BATCH = 1_000;

/** Derived from the seed: a second run adds only what is missing. An abort rejects with the signal's reason. */
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

/** Members are added in order, products last, so the last of each suffices. */
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
