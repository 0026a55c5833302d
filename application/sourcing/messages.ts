import { z } from "zod";
import { productIdSchema, rawIdSchema } from "../../domain/sourcing/ids.ts";

/** There is a new version of a supplier's item. The version itself stays in the source database, where it never changes. */
export const ITEM_CHANGED = "supplier_item.changed";
export const itemChangedSchema = z.object({ itemId: rawIdSchema });

/** A product that was there is another one now: as it is when the message arrives, which may be later than the change. */
export const PRODUCT_CHANGED = "product.changed";
export const productChangedSchema = z.object({ productId: productIdSchema });

/** A supplier says something new of an order. The version itself stays in the source database, where it never changes. */
export const SUPPLIER_ORDER_CHANGED = "supplier_order.changed";
export const supplierOrderChangedSchema = z.object({ recordId: rawIdSchema });
