import type { SupplierAccount, SupplierAccountChanges } from "../../../domain/sourcing/supplier_account.ts";
import type { SupplierAccountId } from "../../../domain/sourcing/ids.ts";
import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "./page.ts";

/** Accounts at suppliers. `supplier` and `name` together are unique. Throws `Outage` and `DataRefused`. */
export interface SupplierAccounts extends Writes<"source"> {
  add(account: SupplierAccount): Promise<"added" | "exists">;
  find(id: SupplierAccountId): Promise<SupplierAccount | null>;
  /** Those with these ids, in any order. */
  findAll(ids: readonly string[]): Promise<SupplierAccount[]>;
  list(page: PageRequest): Promise<Page<SupplierAccount>>;
  change(id: SupplierAccountId, changes: SupplierAccountChanges): Promise<SupplierAccount | "exists" | null>;
}
