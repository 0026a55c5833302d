import { normal } from "../../shared/normal.ts";
import { pick, seededRandom } from "../../shared/random.ts";

export interface Phone {
  readonly clockAheadMs: number;
  readonly slowness: number;
  /** How much more it shows than others, in standard deviations. */
  readonly offset: number;
  readonly preferences: Readonly<Record<string, string>>;
}

/** Shares of devices whose clock is set by hand, or wrong; the others use network time. */
const BY_HAND = 0.08;
const WRONG = 0.01;
const DRINKS = ["coffee", "green tea", "citron tea", "sparkling water", "hot chocolate"];
const SEATS = ["window", "quiet", "near the door"];
const LANGUAGES = ["ko", "ko", "ko", "en"];

export function phoneOf(seed: string, number: number): Phone {
  const random = seededRandom(`${seed}/phone/${number}`);
  const kind = random();
  const spread = kind < WRONG ? 300_000 : kind < WRONG + BY_HAND ? 15_000 : 300;
  const phone = {
    clockAheadMs: Math.round(spread * normal(random)),
    slowness: 0.7 + 0.6 * random(),
    preferences: {
      drink: pick(random, DRINKS),
      ...(random() < 0.5 ? { seat: pick(random, SEATS) } : {}),
      ...(random() < 0.5 ? { language: pick(random, LANGUAGES) } : {}),
    },
  };
  return { ...phone, offset: normal(random) };
}
