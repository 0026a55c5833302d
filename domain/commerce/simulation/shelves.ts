import { WeightedChoice } from "../../shared/weighted_choice.ts";
import type { Product } from "../product.ts";
import { categoryAffinity } from "./tables/category_affinity.ts";
import { ageGroup, type User } from "../user.ts";

function isOnSale(product: Product): boolean {
  return product.isGoods && product.stock > 0 && product.price > 0;
}

/** A product's weight for all customers: rises with stars and logarithmically with sales. */
function popularity({ orderCount, rating, isBest }: Product): number {
  return (1 + Math.log10(1 + orderCount)) * (0.5 + rating / 5) * (isBest ? 1.3 : 1);
}

/**
 * A pool of products, weighted for each kind of customer. Weights depend on age group and gender only: they are
 * computed once for each of the 21 kinds, on first use.
 */
export class Shelves {
  readonly products: readonly Product[];
  /** Weights for all customers, in the order of `products`. */
  readonly #draws: readonly number[];
  readonly #choices = new Map<string, WeightedChoice<Product>>();

  /** @param appeal factor of a product's weight, relative to an ordinary day */
  constructor(pool: readonly Product[], appeal: (product: Product) => number = () => 1) {
    this.products = pool.filter(isOnSale);
    this.#draws = this.products.map((product) => popularity(product) * appeal(product));
  }

  /** @throws RangeError when nothing is on sale */
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
