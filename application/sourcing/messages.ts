import { z } from "zod";
import { productIdSchema, rawIdSchema } from "../../domain/sourcing/ids.ts";

/** Versions of an item stay in the source database and never change. */
export const ITEM_CHANGED = "supplier_item.changed";
export const itemChangedSchema = z.object({ itemId: rawIdSchema });

/** The product is read when the message arrives, which may be later than the change. */
export const PRODUCT_CHANGED = "product.changed";
export const productChangedSchema = z.object({ productId: productIdSchema });

export const SUPPLIER_ORDER_CHANGED = "supplier_order.changed";
export const supplierOrderChangedSchema = z.object({ recordId: rawIdSchema });
