import { z } from "zod";
import { rawIdSchema } from "../../domain/sourcing/ids.ts";

/** The kind of message that says: there is a new version of a supplier's item. */
export const ITEM_CHANGED = "supplier_item.changed";

/** The version itself stays in the source database, where it never changes. */
export const itemChangedSchema = z.object({ itemId: rawIdSchema });
