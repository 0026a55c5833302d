import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { InvalidInput } from "../../../domain/shared/parse.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";

const MOST_KEPT = 5_000;

/** Users and products that earlier lines made: the first line tells what they are, and parsing them costs most. */
export class MadeBefore {
  readonly #users = new Map<string, User>();
  readonly #products = new Map<string, Product>();

  user(id: string, make: () => Result<User, InvalidInput>): Result<User, InvalidInput> {
    return once(this.#users, id, make);
  }

  product(id: string, make: () => Result<Product, InvalidInput>): Result<Product, InvalidInput> {
    return once(this.#products, id, make);
  }
}

function once<T>(made: Map<string, T>, id: string, make: () => Result<T, InvalidInput>): Result<T, InvalidInput> {
  const known = made.get(id);
  if (known !== undefined) return accepted(known);
  const result = make();
  if (result.ok) {
    if (made.size === MOST_KEPT) made.clear();
    made.set(id, result.value);
  }
  return result;
}
