import { pick, seededRandom, wholeBetween } from "../../shared/random.ts";

/** An order of a simulated buyer, of whom nothing is real. */
export interface DemoOrder {
  readonly id: string;
  readonly sku: string;
  readonly productName: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly buyer: string;
  readonly address: string;
  readonly orderedAt: Date;
  /** Some change their mind. */
  readonly cancelledAt: Date | null;
}

interface Offered {
  readonly sku: string;
  readonly title: string;
  readonly price: number;
}

export const ORDER_EVERY_MS = 25_000;
/** After a pause, not every order that would have come in it. */
const MOST_AT_ONCE = 3;
const FAMILY = ["김", "이", "박", "최", "정", "강", "조", "윤"] as const;
const GIVEN = ["하늘", "바다", "구름", "나무", "다온", "새봄", "여름", "가을"] as const;
const STREETS = ["가상로", "예시길", "견본대로", "모형길"] as const;

/** The orders that are due by now, when the last one was made at `last`. */
export function demoOrders(
  seed: string,
  offers: readonly Offered[],
  { last, made, now }: { readonly last: Date; readonly made: number; readonly now: Date },
): DemoOrder[] {
  if (offers.length === 0) return [];
  const due = Math.min(MOST_AT_ONCE, Math.floor((now.getTime() - last.getTime()) / ORDER_EVERY_MS));
  return Array.from({ length: Math.max(0, due) }, (_, nth) => demoOrder(seed, made + nth, offers, now));
}

function demoOrder(seed: string, nth: number, offers: readonly Offered[], now: Date): DemoOrder {
  const random = seededRandom(`${seed}/order/${nth}`);
  const { sku, title, price } = pick(random, offers);
  const buyer = `${pick(random, FAMILY)}${pick(random, GIVEN)}`;
  return {
    id: `DEMO-${String(nth + 1).padStart(6, "0")}`,
    sku,
    productName: title,
    quantity: random() < 0.8 ? 1 : wholeBetween(random, 2, 4),
    unitPrice: price,
    buyer,
    address: `데모시 ${pick(random, STREETS)} ${wholeBetween(random, 1, 200)}`,
    orderedAt: now,
    cancelledAt: random() < 0.06 ? new Date(now.getTime() + wholeBetween(random, 15, 60) * 1_000) : null,
  };
}

export type DemoProgress = "PLACED" | "CONFIRMED" | "SHIPPED" | "DELIVERED";

const PROGRESS: readonly (readonly [DemoProgress, number])[] = [
  ["DELIVERED", 240_000],
  ["SHIPPED", 60_000],
  ["CONFIRMED", 15_000],
  ["PLACED", 0],
];

/** What has become of an order at the supplier, and since when. */
export function demoProgress(placedAt: Date, now: Date): { readonly status: DemoProgress; readonly since: Date } {
  const passed = now.getTime() - placedAt.getTime();
  const [status, after] = PROGRESS.find(([, ms]) => passed >= ms) ?? ["PLACED", 0];
  return { status, since: new Date(placedAt.getTime() + after) };
}
