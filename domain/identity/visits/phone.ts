import { normal } from "../../shared/normal.ts";
import { pick, seededRandom } from "../../shared/random.ts";

/** What is peculiar to one customer's device, and to the customer. */
export interface Phone {
  /** How far its clock is ahead. */
  readonly clockAheadMs: number;
  /** Its reports come about so often, in units of what is usual. */
  readonly slowness: number;
  readonly preferences: Readonly<Record<string, string>>;
}

/** Shares of the devices: a clock set by the network, by hand, or not at all. */
const BY_HAND = 0.08;
const WRONG = 0.01;
const DRINKS = ["coffee", "green tea", "citron tea", "sparkling water", "hot chocolate"];
const SEATS = ["window", "quiet", "near the door"];
const LANGUAGES = ["ko", "ko", "ko", "en"];

/** The device of customer `number` of a seed, the same one every time. */
export function phoneOf(seed: string, number: number): Phone {
  const random = seededRandom(`${seed}/phone/${number}`);
  const kind = random();
  const spread = kind < WRONG ? 300_000 : kind < WRONG + BY_HAND ? 15_000 : 300;
  return {
    clockAheadMs: Math.round(spread * normal(random)),
    slowness: 0.7 + 0.6 * random(),
    preferences: {
      drink: pick(random, DRINKS),
      ...(random() < 0.5 ? { seat: pick(random, SEATS) } : {}),
      ...(random() < 0.5 ? { language: pick(random, LANGUAGES) } : {}),
    },
  };
}
