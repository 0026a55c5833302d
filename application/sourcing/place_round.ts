import { followSupplierOrders } from "./follow_supplier_orders.ts";
import { anyCounted, type FailureLog, type RoundLog, type RoundOptions } from "./marketplace_rounds.ts";
import { SUPPLIER_ORDER_CHANGED } from "./messages.ts";
import { type PlacedOrders, placeSupplierOrders, type PlaceSupplierOrdersDeps } from "./place_supplier_orders.ts";
import type { CrossDatabaseOutbox } from "./ports/outbox.ts";
import type { Partners } from "./ports/partners.ts";
import type { SupplierRecords } from "./ports/suppliers.ts";
import { relayAcross, type RelayCounts } from "./relay_across.ts";

type PlaceRoundDeps = Omit<PlaceSupplierOrdersDeps, "clientOf"> & {
  readonly outbox: CrossDatabaseOutbox<"source">;
  readonly records: Pick<SupplierRecords, "ordersById">;
  readonly partners: Pick<Partners, "supplierClient" | "formatOf">;
  readonly log: RoundLog;
  readonly failures: FailureLog;
};

interface PlaceReport extends PlacedOrders {
  readonly followed: RelayCounts;
}

/** Throws `Outage`. */
export async function placeRound(
  deps: PlaceRoundDeps,
  { signal, onProgress }: Omit<RoundOptions, "isWanted">,
): Promise<PlaceReport> {
  const { outbox, records, partners, supplierOrders, digest, clock, log, failures } = deps;
  const { formatOf } = partners;
  const followed = await relayAcross({
    outbox,
    deliveries: {
      [SUPPLIER_ORDER_CHANGED]: followSupplierOrders({ records, formatOf, supplierOrders, digest, clock }),
    },
  }, { destination: "market", signal });
  const placed = await placeSupplierOrders(
    { ...deps, clientOf: (account) => partners.supplierClient(account) },
    { signal, ...(onProgress ? { onProgress } : {}) },
  );
  const { closed, ...counts } = placed;
  if (anyCounted(counts)) log.info(counts, "supplier orders placed");
  failures.notify("cannot order at a supplier now", closed);
  return { followed, ...placed };
}
