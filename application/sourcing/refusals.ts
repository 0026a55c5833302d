import type { Refusal } from "../../domain/shared/result.ts";

/** There is nothing with this id. */
export interface Unknown<C extends string> extends Refusal {
  readonly code: C;
}

const CODES = {
  "supplier account": "unknown_supplier_account",
  "sync job": "unknown_sync_job",
  "product": "unknown_product",
  "candidate": "unknown_candidate",
  "market account": "unknown_market_account",
  "listing": "unknown_listing",
} as const;
type Thing = keyof typeof CODES;

export function unknownThing<T extends Thing>(thing: T, id: string, act: string): Unknown<typeof CODES[T]> {
  return { code: CODES[thing], message: `Cannot ${act}: there is no ${thing} ${id.slice(0, 100)}` };
}
