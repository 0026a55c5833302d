import type { MarketAccountId } from "../../../domain/sourcing/ids.ts";
import type { MarketAccount, MarketAccountChanges } from "../../../domain/sourcing/market_account.ts";
import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "./page.ts";

/** Accounts on markets. `market` and `name` together are unique. Throws `Outage` and `DataRefused`. */
export interface MarketAccounts extends Writes<"market"> {
  add(account: MarketAccount): Promise<"added" | "exists">;
  find(id: MarketAccountId): Promise<MarketAccount | null>;
  /** Those with these ids, in any order; one question. */
  findAll(ids: readonly string[]): Promise<MarketAccount[]>;
  list(page: PageRequest): Promise<Page<MarketAccount>>;
  change(id: MarketAccountId, changes: MarketAccountChanges): Promise<MarketAccount | "exists" | null>;
}
