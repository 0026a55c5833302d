import { z } from "zod";
import { rawIdSchema } from "../../domain/sourcing/ids.ts";

/** The kind of message that says: a supplier says something new of an order. */
export const SUPPLIER_ORDER_CHANGED = "supplier_order.changed";

/** The version itself stays in the source database, where it never changes. */
export const supplierOrderChangedSchema = z.object({ recordId: rawIdSchema });
