import { seededRandom, wholeBetween } from "../../shared/random.ts";
import { DEMO_ITEMS, demoItems } from "./demo_items.ts";

interface DemoBenchmark {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
  readonly rating: number;
  readonly reviewCount: number;
  readonly rank: number;
}

/** Long enough for every item to be offered. */
const ALL_ARRIVED = { since: new Date(0), now: new Date(3_600_000) };
const SELLS = 2;

/** What other sellers sell well: every other of the supplier's kinds, under a name and a price of their own. */
export function demoBenchmarks(seed: string): DemoBenchmark[] {
  const items = demoItems(seed, ALL_ARRIVED).slice(0, DEMO_ITEMS);
  return items.filter((_, nth) => nth % SELLS === 0).map(({ name, category, price }, nth) => {
    const random = seededRandom(`${seed}/benchmark/${nth}`);
    return {
      id: `DEMO-BEST-${String(nth + 1).padStart(2, "0")}`,
      name: `${name} 무료배송`,
      category,
      price: Math.round(price * (1.5 + random()) / 100) * 100,
      rating: Math.round((4 + random()) * 10) / 10,
      reviewCount: wholeBetween(random, 80, 9_000),
      rank: nth + 1,
    };
  });
}
