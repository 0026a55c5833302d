export type { Money } from "../shared/good_money.ts";
export const customer = 1;
