import { countRecords, type Found } from "../../shared/erasure.ts";
import type { RoundLog } from "../marketplace_rounds.ts";
import type { BuyerRetention } from "../ports/buyers.ts";

interface ExpireBuyersDeps {
  readonly stores: readonly BuyerRetention[];
  readonly retentionMs: number;
  readonly clock: () => Date;
  readonly log: Pick<RoundLog, "info">;
}

/** Figures and ids stay. Returns how many records were blanked. Throws `Outage`. */
export async function expireBuyers({ stores, retentionMs, clock, log }: ExpireBuyersDeps): Promise<number> {
  const before = new Date(clock().getTime() - retentionMs);
  const found: Found[] = [];
  for (const store of stores) found.push(...await store.expire(before));
  const total = countRecords(found);
  if (total > 0) log.info({ before, records: total }, "buyers of orders that are over are gone");
  return total;
}
