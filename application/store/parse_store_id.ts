import { type StoreId, storeIdSchema } from "../../domain/store/store.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import type { Result } from "../../domain/shared/result.ts";

export function parseStoreId(id: string): Result<StoreId, InvalidInput> {
  return parseAs(storeIdSchema, id, "store");
}
