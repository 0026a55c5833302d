import { z } from "zod";
import { strictObject } from "../../domain/shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import { supplierAccountIdSchema } from "../../domain/sourcing/ids.ts";
import {
  openSupplierAccount,
  parseSupplierAccountChanges,
  type SupplierAccount,
} from "../../domain/sourcing/supplier_account.ts";
import { RECORD_KINDS } from "../../domain/sourcing/supplier_item.ts";
import type { WritesOne } from "./one_database.ts";
import { type SupplierAccounts, type SupplierJournal, SYNC_MODES, type SyncJob } from "./ports/suppliers.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

type ManageAccountsDeps = WritesOne<{
  readonly accounts: SupplierAccounts;
  readonly journal: SupplierJournal;
  readonly supplierProtocols: readonly string[];
  readonly clock: () => Date;
  readonly newId: () => string;
}>;

interface AccountExists extends Refusal {
  readonly code: "supplier_account_exists";
}

interface AccountNotActive extends Refusal {
  readonly code: "supplier_account_not_active";
}

export interface UnknownProtocol extends Refusal {
  readonly code: "unknown_protocol";
}

type UnknownAccount = Unknown<"unknown_supplier_account">;

export const syncRequestSchema = strictObject("reading", {
  kinds: z.array(z.enum(RECORD_KINDS)).min(1).default([...RECORD_KINDS]),
  mode: z.enum(SYNC_MODES).default("changes").describe("Only what changed since the last reading, or everything"),
});

export async function addSupplierAccount(
  { accounts, supplierProtocols, clock, newId }: Pick<
    ManageAccountsDeps,
    "accounts" | "supplierProtocols" | "clock" | "newId"
  >,
  draft: unknown,
): Promise<Result<SupplierAccount, InvalidInput | UnknownProtocol | AccountExists>> {
  const opened = openSupplierAccount(draft, { id: newId(), now: clock() });
  if (!opened.ok) return opened;
  const unknown = unknownProtocol(opened.value.protocol, supplierProtocols, "add the supplier account");
  if (unknown) return refused(unknown);
  return await accounts.add(opened.value) === "added" ? opened : refused(taken("add"));
}

export async function readSupplierAccount(
  { accounts }: Pick<ManageAccountsDeps, "accounts">,
  id: string,
): Promise<Result<SupplierAccount, UnknownAccount>> {
  const accountId = supplierAccountIdSchema.safeParse(id).data;
  const account = accountId ? await accounts.find(accountId) : null;
  return account ? accepted(account) : refused(unknownThing("supplier account", id, "read the supplier account"));
}

export async function changeSupplierAccount(
  { accounts, supplierProtocols }: Pick<ManageAccountsDeps, "accounts" | "supplierProtocols">,
  id: string,
  raw: unknown,
): Promise<Result<SupplierAccount, InvalidInput | UnknownProtocol | AccountExists | UnknownAccount>> {
  const changes = parseSupplierAccountChanges(raw);
  if (!changes.ok) return changes;
  const unknown = unknownProtocol(changes.value.protocol, supplierProtocols, "change the supplier account");
  if (unknown) return refused(unknown);
  const accountId = supplierAccountIdSchema.safeParse(id).data;
  const changed = accountId ? await accounts.change(accountId, changes.value) : null;
  if (changed === "exists") return refused(taken("change"));
  return changed ? accepted(changed) : refused(unknownThing("supplier account", id, "change the supplier account"));
}

export async function requestSync(
  { accounts, journal }: Pick<ManageAccountsDeps, "accounts" | "journal">,
  id: string,
  raw: unknown,
): Promise<Result<SyncJob[], InvalidInput | UnknownAccount | AccountNotActive>> {
  const parsed = parseAs(syncRequestSchema, raw, "reading");
  if (!parsed.ok) return parsed;
  const found = await readSupplierAccount({ accounts }, id);
  if (!found.ok) return found;
  const { id: accountId, status } = found.value;
  if (status !== "ACTIVE") {
    return refused({
      code: "supplier_account_not_active",
      message: `Cannot read the supplier: the account is ${status}`,
    });
  }
  const jobs: SyncJob[] = [];
  for (const kind of new Set(parsed.value.kinds)) {
    jobs.push(await journal.queue({ accountId, kind, mode: parsed.value.mode }));
  }
  return accepted(jobs);
}

export function unknownProtocol(
  protocol: string | undefined,
  protocols: readonly string[],
  act: string,
): UnknownProtocol | null {
  if (protocol === undefined || protocols.includes(protocol)) return null;
  const message = `Cannot ${act}: there is no protocol "${protocol}", expected ${protocols.join(", ")}`;
  return { code: "unknown_protocol", message };
}

function taken(act: string): AccountExists {
  return {
    code: "supplier_account_exists",
    message: `Cannot ${act} the supplier account: the supplier has an account of this name already`,
  };
}
