import type { Money } from "../../../domain/shared/good_money.ts";
export const port = (money: Money) => money;
