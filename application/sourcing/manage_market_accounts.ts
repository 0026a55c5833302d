import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import { marketAccountIdSchema } from "../../domain/sourcing/ids.ts";
import {
  type MarketAccount,
  openMarketAccount,
  parseMarketAccountChanges,
} from "../../domain/sourcing/market_account.ts";
import { type UnknownProtocol, unknownProtocol } from "./manage_supplier_accounts.ts";
import type { WritesOne } from "./one_database.ts";
import type { MarketAccounts } from "./ports/marketplace.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

type ManageMarketAccountsDeps = WritesOne<{
  readonly marketAccounts: MarketAccounts;
  readonly marketplaceProtocols: readonly string[];
  readonly clock: () => Date;
  readonly newId: () => string;
}>;

interface MarketAccountExists extends Refusal {
  readonly code: "market_account_exists";
}

type UnknownAccount = Unknown<"unknown_market_account">;

export async function addMarketAccount(
  { marketAccounts, marketplaceProtocols, clock, newId }: ManageMarketAccountsDeps,
  draft: unknown,
): Promise<Result<MarketAccount, InvalidInput | UnknownProtocol | MarketAccountExists>> {
  const opened = openMarketAccount(draft, { id: newId(), now: clock() });
  if (!opened.ok) return opened;
  const unknown = unknownProtocol(opened.value.protocol, marketplaceProtocols, "add the market account");
  if (unknown) return refused(unknown);
  return await marketAccounts.add(opened.value) === "added" ? opened : refused(taken("add"));
}

export async function readMarketAccount(
  { marketAccounts }: Pick<ManageMarketAccountsDeps, "marketAccounts">,
  id: string,
): Promise<Result<MarketAccount, UnknownAccount>> {
  const accountId = marketAccountIdSchema.safeParse(id).data;
  const account = accountId ? await marketAccounts.find(accountId) : null;
  return account ? accepted(account) : refused(unknownThing("market account", id, "read the market account"));
}

export async function changeMarketAccount(
  { marketAccounts, marketplaceProtocols }: Pick<ManageMarketAccountsDeps, "marketAccounts" | "marketplaceProtocols">,
  id: string,
  raw: unknown,
): Promise<Result<MarketAccount, InvalidInput | UnknownProtocol | MarketAccountExists | UnknownAccount>> {
  const changes = parseMarketAccountChanges(raw);
  if (!changes.ok) return changes;
  const unknown = unknownProtocol(changes.value.protocol, marketplaceProtocols, "change the market account");
  if (unknown) return refused(unknown);
  const accountId = marketAccountIdSchema.safeParse(id).data;
  const changed = accountId ? await marketAccounts.change(accountId, changes.value) : null;
  if (changed === "exists") return refused(taken("change"));
  return changed ? accepted(changed) : refused(unknownThing("market account", id, "change the market account"));
}

function taken(act: string): MarketAccountExists {
  return {
    code: "market_account_exists",
    message: `Cannot ${act} the market account: the market has an account of this name already`,
  };
}
