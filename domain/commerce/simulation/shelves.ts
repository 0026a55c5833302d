import { WeightedChoice } from "../../shared/weighted_choice.ts";
import type { Product } from "../product.ts";
import { categoryAffinity } from "./tables/category_affinity.ts";
import { ageGroup, type User } from "../user.ts";

/** What can be put into a cart: goods that are there and have a price. */
function isOnSale(product: Product): boolean {
  return product.isGoods && product.stock > 0 && product.price > 0;
}

/** How much a product draws everybody: more with sales and with stars, growing slower and slower with sales. */
function popularity({ orderCount, rating, isBest }: Product): number {
  return (1 + Math.log10(1 + orderCount)) * (0.5 + rating / 5) * (isBest ? 1.3 : 1);
}

/**
 * A pool of products as each kind of customer sees it.
 *
 * Weights depend on age group and gender only, so they are worked out once for each of the 21 kinds, on first use, and
 * serve every cart until the pool is read again.
 */
export class Shelves {
  readonly products: readonly Product[];
  /** What each product draws from everybody, in the order of `products`. */
  readonly #draws: readonly number[];
  readonly #choices = new Map<string, WeightedChoice<Product>>();

  /** @param appeal how much more a product draws than on an ordinary day; scenarios say so */
  constructor(pool: readonly Product[], appeal: (product: Product) => number = () => 1) {
    this.products = pool.filter(isOnSale);
    this.#draws = this.products.map((product) => popularity(product) * appeal(product));
  }

  /** What the customer reaches for. @throws RangeError when nothing is on sale */
  choiceFor({ age, gender }: Pick<User, "age" | "gender">): WeightedChoice<Product> {
    const group = ageGroup(age);
    const kind = `${group}/${gender}`;
    let choice = this.#choices.get(kind);
    if (choice === undefined) {
      const weightOf = (product: Product, index: number) =>
        categoryAffinity(product.category, group, gender) * this.#draws[index]!;
      this.#choices.set(kind, choice = new WeightedChoice(this.products, weightOf));
    }
    return choice;
  }
}
