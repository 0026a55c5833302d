import { WeightedChoice } from "../../shared/weighted_choice.ts";
import type { Product } from "../product.ts";
import { categoryAffinity } from "./tables/category_affinity.ts";
import { ageGroup, type User } from "../user.ts";

function isOnSale(product: Product): boolean {
  return product.isGoods && product.stock > 0 && product.price > 0;
}

function popularity({ orderCount, rating, isBest }: Product): number {
  return (1 + Math.log10(1 + orderCount)) * (0.5 + rating / 5) * (isBest ? 1.3 : 1);
}

/** Weights depend on age group and gender only: computed once for each of the 21 kinds, on first use. */
export class Shelves {
  readonly products: readonly Product[];
  readonly #draws: readonly number[];
  readonly #choices = new Map<string, WeightedChoice<Product>>();

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
