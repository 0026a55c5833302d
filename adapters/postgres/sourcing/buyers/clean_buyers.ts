import type { BuyerMessages } from "../../../../application/sourcing/ports/buyers.ts";
import { cleanPages } from "../../core/clean_pages.ts";
import type { MarketDb, SourceDb } from "../database.ts";

/** Embedded databases keep in their files what was removed, until it is done again. */
export async function cleanBuyers(
  { source, market }: { readonly source: SourceDb; readonly market: MarketDb },
): Promise<void> {
  await cleanPages(market, ["orders", "market_order_raw", "supplier_orders", "market_listings"]);
  await cleanPages(source, ["supplier_qna_raw", "supplier_rejects"]);
}

export function embeddedBuyers(databases: Parameters<typeof cleanBuyers>[0]): BuyerMessages {
  return {
    name: "Postgres (embedded)",
    erase: async (_, at) => {
      await cleanBuyers(databases);
      return [{ place: "pages and logs", records: null, goneBy: at }];
    },
  };
}
