import { followSupplierOrders } from "./follow_supplier_orders.ts";
import { acknowledgeOrders } from "./marketplace/acknowledge_orders.ts";
import { anyCounted, type FailureLog, type RoundLog, type RoundOptions } from "./marketplace_rounds.ts";
import { SUPPLIER_ORDER_CHANGED } from "./messages.ts";
import { type PlacedOrders, placeSupplierOrders, type PlaceSupplierOrdersDeps } from "./place_supplier_orders.ts";
import type { MarketAccounts } from "./ports/marketplace.ts";
import type { ShipmentReports } from "./ports/orders.ts";
import { type ReportedShipments, reportShipments } from "./marketplace/report_shipments.ts";
import type { CrossDatabaseOutbox } from "./ports/outbox.ts";
import type { Partners } from "./ports/partners.ts";
import type { SupplierRecords } from "./ports/suppliers.ts";
import { relayAcross, type RelayCounts } from "./relay_across.ts";

type PlaceRoundDeps = Omit<PlaceSupplierOrdersDeps, "clientOf" | "acknowledge"> & {
  readonly marketAccounts: Pick<MarketAccounts, "findAll" | "list">;
  readonly shipments: ShipmentReports;
  readonly outbox: CrossDatabaseOutbox<"source">;
  readonly records: Pick<SupplierRecords, "ordersById">;
  readonly partners: Pick<Partners, "supplierClient" | "fulfilment" | "formatOf">;
  readonly log: RoundLog;
  readonly failures: FailureLog;
};

interface PlaceReport extends PlacedOrders {
  readonly followed: RelayCounts;
  /** To marketplaces, of what suppliers have sent. */
  readonly shipments: Omit<ReportedShipments, "closed">;
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
    { ...deps, clientOf: (account) => partners.supplierClient(account), acknowledge: acknowledgeOrders(deps) },
    { signal, ...(onProgress ? { onProgress } : {}) },
  );
  const { closed, ...counts } = placed;
  if (anyCounted(counts)) log.info(counts, "supplier orders placed");
  failures.notify("cannot order at a supplier now", closed);
  const { closed: untold, ...shipments } = await reportShipments(deps, { signal });
  if (anyCounted(shipments)) log.info(shipments, "shipments reported to marketplaces");
  failures.notify("cannot report shipments now", untold);
  return { followed, ...placed, shipments };
}
