import { seededRandom } from "../../shared/random.ts";
import type { MakeOptions } from "./make_user.ts";

export interface SeedSpan {
  /** At most 30 characters. */
  readonly seed: number | string;
  /** After `from`, up to `until`. */
  readonly from: Date;
  readonly until: Date;
}

/** Each member has its own random source: a simulation of 10,000 starts with the members of one of 100. */
export function seedMember(kind: "users" | "products", number: number, { seed, from, until }: SeedSpan): MakeOptions {
  const letter = kind === "users" ? "U" : "P";
  const random = seededRandom(`${seed}/${kind}/${number}`);
  const now = new Date(until.getTime() - Math.floor(random() * (until.getTime() - from.getTime())));
  return { id: `${letter}-${seed}-${String(number).padStart(6, "0")}`, now, random };
}
