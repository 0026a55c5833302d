import { z } from "zod";

/** Number of the import that added a row; an undo of that import takes the row back. */
export const importRunSchema = z.int32().min(1);
