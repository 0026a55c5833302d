import { makeProduct } from "../../domain/commerce/make_product.ts";
import { makeUser } from "../../domain/commerce/make_user.ts";
import { seededRandom } from "../../domain/shared/random.ts";
import type { MarketStore } from "./ports/market_store.ts";

export interface SeedOptions {
  readonly users: number;
  readonly products: number;
  /** Names the market: the same seed makes the same users and products. At most 30 characters. */
  readonly seed: number | string;
  /** Registrations and listings are spread evenly over these times: after `from`, up to `until`. */
  readonly from: Date;
  readonly until: Date;
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
export async function seedMarket({ store }: { readonly store: MarketStore }, options: SeedOptions): Promise<Seeded> {
  const users = await addAll("users", (batch) => store.addUsers(batch.map((member) => makeUser(member))), options);
  const products = await addAll(
    "products",
    (batch) => store.addProducts(batch.map((member) => makeProduct(member))),
    options,
  );
  return { users, products };
}

type Member = Parameters<typeof makeUser>[0];

async function addAll(
  stage: SeedProgress["stage"],
  add: (members: readonly Member[]) => Promise<number>,
  options: SeedOptions,
): Promise<number> {
  const total = options[stage];
  let added = 0;
  for (let done = 0; done < total;) {
    options.signal?.throwIfAborted();
    const size = Math.min(BATCH, total - done);
    added += await add(Array.from({ length: size }, (_, index) => member(stage, done + index + 1, options)));
    done += size;
    options.onProgress?.({ stage, done, total });
  }
  return added;
}

function member(stage: SeedProgress["stage"], number: number, { seed, from, until }: SeedOptions): Member {
  const letter = stage === "users" ? "U" : "P";
  const random = seededRandom(`${seed}/${stage}/${number}`);
  const now = new Date(until.getTime() - Math.floor(random() * (until.getTime() - from.getTime())));
  return { id: `${letter}-${seed}-${String(number).padStart(6, "0")}`, now, random };
}
