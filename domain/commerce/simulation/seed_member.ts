import { seededRandom } from "../../shared/random.ts";
import type { MakeOptions } from "./make_user.ts";

export interface SeedSpan {
  /** Names the market: the same seed makes the same users and products. At most 30 characters. */
  readonly seed: number | string;
  /** Registrations and listings are spread evenly over these times: after `from`, up to `until`. */
  readonly from: Date;
  readonly until: Date;
}

/**
 * What `makeUser` and `makeProduct` need for the number-th member of a market, from 1 on.
 *
 * Each member has a source of its own, so a market of 10,000 begins with the same people as one of 100.
 */
export function seedMember(kind: "users" | "products", number: number, { seed, from, until }: SeedSpan): MakeOptions {
  const letter = kind === "users" ? "U" : "P";
  const random = seededRandom(`${seed}/${kind}/${number}`);
  const now = new Date(until.getTime() - Math.floor(random() * (until.getTime() - from.getTime())));
  return { id: `${letter}-${seed}-${String(number).padStart(6, "0")}`, now, random };
}
