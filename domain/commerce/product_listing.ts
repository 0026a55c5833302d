import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { type Defined, isAnyGiven, omitUndefined } from "../shared/omit_undefined.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, refused, type Result } from "../shared/result.ts";
import { withoutControls } from "../shared/no_controls.ts";
import { parseProduct, type Product, productIdSchema, productSchema } from "./product.ts";

const { shape } = productSchema.unwrap().omit({
  productId: true,
  createdAt: true,
  orderCount: true,
  importRun: true,
});
/** Stored ones and those of messages are read as they are. */
const changeable = {
  ...shape,
  name: withoutControls(shape.name),
  category: withoutControls(shape.category),
  brand: withoutControls(shape.brand),
};

export const productDraftSchema = strictObject("product", {
  productId: productIdSchema.optional().describe("Chosen by the shop when left out"),
  ...changeable,
  brand: changeable.brand.default(""),
  orgPrice: changeable.orgPrice.optional()
    .describe("List price in won; computed from price and discountRate when left out"),
  price: changeable.price.describe("Selling price in won"),
  discountRate: changeable.discountRate.optional()
    .describe("0 to 1; computed from orgPrice and price when left out"),
  stock: changeable.stock.default(0),
  rating: changeable.rating.default(0),
  reviewCount: changeable.reviewCount.default(0),
  isBest: changeable.isBest.default(false),
  isGoods: changeable.isGoods.default(true),
});

export const productChangesSchema = strictObject("product", z.object(changeable).partial().shape)
  .refine(isAnyGiven, "expected at least one field to change");
export type ProductChanges = Defined<z.output<typeof productChangesSchema>>;

export interface ListingOptions {
  /** Used for a draft without an id. */
  readonly id: string;
  readonly now: Date;
}

export function listProduct(draft: unknown, { id, now }: ListingOptions): Result<Product, InvalidInput> {
  const parsed = parseAs(productDraftSchema, draft, "product");
  if (!parsed.ok) return parsed;
  const said = parsed.value;
  const priced = pricing(said);
  if (!priced.ok) return priced;
  return parseProduct({ ...said, ...priced.value, productId: said.productId ?? id, createdAt: now, orderCount: 0 });
}

export function parseProductChanges(raw: unknown): Result<ProductChanges, InvalidInput> {
  const parsed = parseAs(productChangesSchema, raw, "changes of the product");
  return parsed.ok ? accepted(omitUndefined(parsed.value)) : parsed;
}

type Pricing = Pick<Product, "orgPrice" | "discountRate">;

/** Without a discount rate, a list price alone means no discount; otherwise each is computed from the other. */
function pricing(
  { price, orgPrice, discountRate }: Pick<z.output<typeof productDraftSchema>, "price" | "orgPrice" | "discountRate">,
): Result<Pricing, InvalidInput> {
  if (orgPrice === undefined) {
    const rate = discountRate ?? 0;
    if (rate === 1 && price > 0) return unfit("discountRate: expected less than 1 where the price is above 0");
    return accepted({ orgPrice: rate === 1 ? 0 : Math.round(price / (1 - rate)), discountRate: rate });
  }
  if (orgPrice < price) return unfit(`orgPrice: expected at least the price, ${price}`);
  const worked = orgPrice === 0 ? 0 : Math.round((1 - price / orgPrice) * 10_000) / 10_000;
  return accepted({ orgPrice, discountRate: discountRate ?? worked });
}

function unfit(detail: string): Result<never, InvalidInput> {
  return refused({ code: "invalid_input", message: `Cannot read the product: ${detail}`, details: [detail] });
}
