import { type StoreId, storeIdSchema } from "../../domain/shared/store_id.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import type { Result } from "../../domain/shared/result.ts";

export function parseStoreId(id: string): Result<StoreId, InvalidInput> {
  return parseAs(storeIdSchema, id, "store");
}
