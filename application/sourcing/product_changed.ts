import { z } from "zod";
import { productIdSchema } from "../../domain/sourcing/ids.ts";

/** The kind of message that says: a product that was there is another one now. */
export const PRODUCT_CHANGED = "product.changed";

/** The product is read when the message arrives: as it is then, which may be later than the change. */
export const productChangedSchema = z.object({ productId: productIdSchema });
