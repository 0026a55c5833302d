import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import { type MakeOptions, makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import { seedMember, type SeedSpan } from "../../../domain/commerce/simulation/seed_member.ts";
import type { CommerceWriter } from "../ports/commerce_writer.ts";

export interface SeedOptions extends SeedSpan {
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
