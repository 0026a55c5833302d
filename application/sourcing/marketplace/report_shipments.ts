import type { MarketAccount } from "../../../domain/sourcing/market_account.ts";
import { everyPage } from "../page.ts";
import type { MarketAccounts } from "../ports/marketplace.ts";
import type { ShipmentReports } from "../ports/orders.ts";
import type { OrderFulfilment, Partners } from "../ports/partners.ts";
import { reasonOf } from "../../shared/fault.ts";
import type { WritesOne } from "../one_database.ts";

type ReportShipmentsDeps =
  & WritesOne<{ readonly shipments: ShipmentReports; readonly marketAccounts: Pick<MarketAccounts, "list"> }>
  & { readonly partners: Pick<Partners, "fulfilment"> };

export interface ReportedShipments {
  readonly reported: number;
  readonly refused: number;
  /** Accounts that could not be told now; their shipments are still due. */
  readonly closed: readonly { readonly account: string; readonly reason: string }[];
}

const BATCH = 200;

/**
 * The tracking numbers that suppliers gave, to the marketplaces that ask for them. One that is refused is tried again
 * later, and the reason shown with the order.
 */
export async function reportShipments(
  { shipments, marketAccounts, partners }: ReportShipmentsDeps,
  { signal }: { readonly signal: AbortSignal },
): Promise<ReportedShipments> {
  const counts = { reported: 0, refused: 0 };
  const closed: { account: string; reason: string }[] = [];
  for (const account of await everyPage((page) => marketAccounts.list(page))) {
    if (signal.aborted || account.status !== "ACTIVE") continue;
    try {
      const client = partners.fulfilment(account);
      if (client) await reportOf(account, client);
    } catch (error) {
      if (signal.aborted) break;
      closed.push({ account: account.id, reason: reasonOf(error) });
    }
  }
  return { ...counts, closed };

  async function reportOf(account: MarketAccount, client: OrderFulfilment): Promise<void> {
    while (!signal.aborted) {
      const due = await shipments.due(account.id, BATCH);
      for (const { supplierOrderId, ...shipment } of due) {
        if (signal.aborted) return;
        const answer = await client.ship(shipment, { signal });
        const problem = answer.outcome === "refused" ? `Cannot report the shipment: ${answer.reason}` : null;
        await shipments.note(supplierOrderId, problem);
        counts[problem === null ? "reported" : "refused"]++;
      }
      if (due.length < BATCH) return;
    }
  }
}
