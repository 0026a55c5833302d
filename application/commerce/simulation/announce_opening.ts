import type { ShopOpening } from "../ports/shop_opening.ts";
import type { ShopRecords } from "../ports/shop_records.ts";

interface AnnounceOpeningDeps {
  readonly records: ShopRecords;
  readonly opening: ShopOpening;
  readonly clock: () => Date;
}

/**
 * Tells the producers when the shop was first opened, from its store, so that neither their restart nor an emptied cache
 * begins the growth curve anew. A shop without customers opens now.
 *
 * "known" when there is nothing left to tell later. Throws `Outage`.
 */
export async function announceOpening(
  { records, opening, clock }: AnnounceOpeningDeps,
): Promise<"known" | "no_customers"> {
  const first = await records.firstCustomerAddedAt();
  if (first !== null) {
    await opening.announce(first);
    return "known";
  }
  if (await opening.openedAt() === null) await opening.announce(clock());
  return "no_customers";
}
