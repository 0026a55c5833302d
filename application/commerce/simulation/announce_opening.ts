import type { ShopOpening, ShopRecords } from "../ports/simulation.ts";

interface AnnounceOpeningDeps {
  readonly records: ShopRecords;
  readonly opening: ShopOpening;
  readonly clock: () => Date;
}

/** So that an emptied cache does not restart the growth curve. "known": no later call is needed. Throws `Outage`. */
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
