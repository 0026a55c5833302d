import { pick, type Random, wholeBetween } from "../../shared/random.ts";
import { WeightedChoice } from "../../shared/weighted_choice.ts";
import type { MakeOptions } from "./make_user.ts";
import { type Product, productIdSchema } from "../product.ts";
import { ASSORTMENTS } from "./tables/catalogue.ts";

const CATALOGUE = new WeightedChoice(ASSORTMENTS, ({ share }) => share);

/** Percentages; the model's own. */
const DISCOUNTS = new WeightedChoice(
  [[0, 35], [0.05, 10], [0.1, 17], [0.15, 10], [0.2, 12], [0.3, 10], [0.4, 4], [0.5, 2]] as const,
  ([, share]) => share,
);
const BEST_SHARE = 0.05;

export function makeProduct({ id, now, random }: MakeOptions): Product {
  const { category, brands, items, variants } = CATALOGUE.draw(random);
  const item = pick(random, items);
  const brand = pick(random, brands);
  const orgPrice = priceTag(item.from, item.to, random);
  const [discountRate] = DISCOUNTS.draw(random);
  return {
    productId: productIdSchema.parse(id),
    name: `${brand} ${pick(random, variants)} ${item.name}`,
    category,
    brand,
    orgPrice,
    price: Math.round(orgPrice * (1 - discountRate) / 10) * 10,
    discountRate,
    stock: wholeBetween(random, 20, 1_000),
    rating: stars(random),
    reviewCount: reviews(random),
    isBest: random() < BEST_SHARE,
    createdAt: now,
    orderCount: 0,
    isGoods: true,
    importRun: null,
  };
}

/** Uniform in the logarithm: many cheap products, few expensive ones. Ends in 900 won, below 10,000 in 90. */
function priceTag(from: number, to: number, random: Random): number {
  const price = from * (to / from) ** random();
  const [step, below] = price < 10_000 ? [100, 10] : [1_000, 100];
  return Math.max(1, Math.round(price / step)) * step - below;
}

/** Mostly 4 to 5 stars, to one decimal: the best of three draws from 3.0 to 5.0. */
function stars(random: Random): number {
  return Math.round((3 + 2 * Math.max(random(), random(), random())) * 10) / 10;
}

function reviews(random: Random): number {
  return Math.floor(Math.exp(random() * 8)) - 1;
}
