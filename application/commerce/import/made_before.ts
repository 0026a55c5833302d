import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import { invoiceSchema } from "../../../domain/commerce/outside_ids.ts";
import { memoLast } from "../../../domain/shared/memo_last.ts";
import { type InvalidInput, possibleId } from "../../../domain/shared/parse.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";

const MOST_KEPT = 5_000;

type Own = (text: string) => string;

/** What earlier lines made: the first line tells what they are, and parsing them costs most. */
export class MadeBefore {
  readonly #users = new Map<string, User>();
  readonly #products = new Map<string, Product>();
  /** `null` for what is no number of one. */
  readonly invoice = memoLast((text) => possibleId(invoiceSchema, text));

  user(id: string, make: (own: Own) => Result<User, InvalidInput>): Result<User, InvalidInput> {
    return once(this.#users, id, make);
  }

  product(id: string, make: (own: Own) => Result<Product, InvalidInput>): Result<Product, InvalidInput> {
    return once(this.#products, id, make);
  }
}

function once<T>(
  made: Map<string, T>,
  id: string,
  make: (own: Own) => Result<T, InvalidInput>,
): Result<T, InvalidInput> {
  const known = made.get(id);
  if (known !== undefined) return accepted(known);
  const result = make(ownText);
  if (result.ok) {
    if (made.size === MOST_KEPT) made.clear();
    made.set(ownText(id), result.value);
  }
  return result;
}

/** A part of a line keeps the whole piece of the file alive that the line was cut from: what is kept is copied. */
function ownText(text: string): string {
  return text.split("").join("");
}
