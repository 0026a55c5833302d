import { seededRandom } from "../../shared/random.ts";
import type { MakeOptions } from "./make_user.ts";

export interface SeedSpan {
  /** Name of the simulation: the same seed yields the same users and products. At most 30 characters. */
  readonly seed: number | string;
  /** Registrations and listings are spread evenly after `from`, up to `until`. */
  readonly from: Date;
  readonly until: Date;
}

/**
 * Arguments of `makeUser` and `makeProduct` for the number-th member, from 1 on. Each member has its own random source,
 * so a simulation of 10,000 starts with the same members as one of 100.
 */
export function seedMember(kind: "users" | "products", number: number, { seed, from, until }: SeedSpan): MakeOptions {
  const letter = kind === "users" ? "U" : "P";
  const random = seededRandom(`${seed}/${kind}/${number}`);
  const now = new Date(until.getTime() - Math.floor(random() * (until.getTime() - from.getTime())));
  return { id: `${letter}-${seed}-${String(number).padStart(6, "0")}`, now, random };
}
