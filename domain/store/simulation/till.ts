import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/durations.ts";
import { poisson, type Random, seededRandom } from "../../shared/random.ts";
import { WeightedChoice } from "../../shared/weighted_choice.ts";
import type { DemoStore } from "./demo_stores.ts";

/** As a till sends it to `POST /v1/stores/{store}/sales`. */
interface RungSale {
  readonly saleId: string;
  readonly menu: string;
  readonly price: number;
  readonly quantity: number;
  readonly soldAt: string;
}

interface TillSpan {
  readonly seed: string;
  /** Exclusive. */
  readonly after: Date;
  /** Inclusive. */
  readonly until: Date;
}

const SEOUL_OFFSET_MS = 9 * HOUR_MS;
const MOST_LINES = 3;
const TWO_OF_IT = 0.2;
const TAKEN_BACK = 0.01;
/** Menus come in and out of fashion, each in a rhythm of its own. */
const FASHION = 0.4;
const FASHION_DAYS = 5;

/**
 * The lines that a store's till rings up in a span, in time's order. Deterministic, also in their ids: however a span is
 * cut, and however often it is asked for, the same sale is the same.
 */
export function tillSales(store: DemoStore, { seed, after, until }: TillSpan): RungSale[] {
  const sales: RungSale[] = [];
  for (let minute = Math.floor(+after / MINUTE_MS); minute <= Math.floor(+until / MINUTE_MS); minute++) {
    sales.push(...salesOfMinute(store, seed, minute * MINUTE_MS));
  }
  return sales.filter(({ soldAt }) => Date.parse(soldAt) > +after && Date.parse(soldAt) <= +until)
    .sort((a, b) => Date.parse(a.soldAt) - Date.parse(b.soldAt));
}

function salesOfMinute(store: DemoStore, seed: string, minute: number): RungSale[] {
  const local = new Date(minute + SEOUL_OFFSET_MS);
  const random = seededRandom(`${seed}/${store.storeId}/till/${minute}`);
  const isWeekend = local.getUTCDay() % 6 === 0;
  const share = store.hours[local.getUTCHours()]! / 100;
  const receipts = poisson(random, store.receiptsADay * share / 60 * (isWeekend ? store.weekend : 1));
  const named = local.toISOString().replace(/[-:T]/g, "").slice(0, 12);
  return Array.from({ length: receipts }, (_, nth) => {
    const at = minute + Math.floor(random() * 60) * 1_000;
    return receipt(store, random, { id: `demo-${named}-${nth + 1}`, at, endOfMinute: minute + MINUTE_MS - 1_000 });
  }).flat();
}

function receipt(
  store: DemoStore,
  random: Random,
  { id, at, endOfMinute }: { readonly id: string; readonly at: number; readonly endOfMinute: number },
): RungSale[] {
  const lines: RungSale[] = [];
  const count = 1 + Math.floor(random() ** 2 * MOST_LINES);
  for (let line = 1; line <= count; line++) {
    const item = chosen(store, random, at);
    if (lines.some(({ menu }) => menu === item.name)) continue;
    const quantity = random() < TWO_OF_IT ? 2 : 1;
    const sale = { menu: item.name, price: item.price };
    lines.push({ ...sale, saleId: `${id}-${line}`, quantity, soldAt: new Date(at).toISOString() });
    if (random() >= TAKEN_BACK) continue;
    lines.push({
      ...sale,
      saleId: `${id}-${line}-back`,
      quantity: -quantity,
      soldAt: new Date(endOfMinute).toISOString(),
    });
  }
  return lines;
}

function chosen({ menu }: DemoStore, random: Random, at: number) {
  const day = (at + SEOUL_OFFSET_MS) / DAY_MS;
  const inFashion = (nth: number) => 1 + FASHION * Math.sin(day / FASHION_DAYS + nth * 2);
  return new WeightedChoice(menu, ({ weight }, nth) => weight * inFashion(nth)).draw(random);
}
