import { accepted, type Refusal, refused, type Result } from "../shared/result.ts";
import type { SupplierItem } from "./supplier_item.ts";
import { MAX_WON } from "../shared/money.ts";

export interface PricePolicy {
  readonly name: string;
  /** Share of the selling price left after supply price and postage. */
  readonly marginRate: number;
  /** Prices are multiples of this many won, rounded up. */
  readonly roundTo: number;
}

export interface Price {
  readonly sellingPrice: number;
  readonly marginRate: number;
  readonly pricePolicy: string;
}

interface Unpriceable extends Refusal {
  readonly code: "unpriceable";
}

const ROUND_TO_WON = 100;

/** @param rate 0 up to less than 1 */
export function marginPolicy(rate: number): PricePolicy {
  return { name: `margin-${rate}`, marginRate: rate, roundTo: ROUND_TO_WON };
}

/** The lowest multiple of the step that leaves the margin over price and postage, not below the supplier's minimum. */
export function priceItem(
  { price, shippingFee, minimumPrice }: Pick<SupplierItem, "price" | "shippingFee" | "minimumPrice">,
  { name, marginRate, roundTo }: PricePolicy,
): Result<Price, Unpriceable> {
  const cost = price + shippingFee;
  // Tolerates floating-point error: 7,500 / 0.75 must be 10,000, not the next step.
  const wanted = Math.max(cost / (1 - marginRate) - 1e-6, minimumPrice, cost);
  const sellingPrice = Math.ceil(wanted / roundTo) * roundTo;
  if (sellingPrice > MAX_WON) {
    return refused({ code: "unpriceable", message: `Cannot price the item: ${sellingPrice} won is more than fits` });
  }
  return accepted({ sellingPrice, marginRate: (sellingPrice - cost) / sellingPrice, pricePolicy: name });
}
