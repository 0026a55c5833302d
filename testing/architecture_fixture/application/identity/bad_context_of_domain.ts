import type { words } from "../../domain/commerce/good_order.ts";
export type Mine = typeof words;
