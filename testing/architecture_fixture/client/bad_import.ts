import type { Money } from "../domain/shared/good_money.ts";

export type Price = Money;
