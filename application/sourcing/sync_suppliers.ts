import type { SyncJobId } from "../../domain/sourcing/ids.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import type { RecordKind } from "../../domain/sourcing/supplier_item.ts";
import { reasonOf } from "../shared/fault.ts";
import type { RoundLog } from "./marketplace_rounds.ts";
import type { WritesOne } from "./one_database.ts";
import { everyPage } from "./page.ts";
import type { Partners } from "./ports/partners.ts";
import type { SupplierAccounts, SupplierJournal, SyncJob, SyncMode } from "./ports/suppliers.ts";
import { syncSupplier, type SyncSupplierDeps } from "./sync_supplier.ts";

type SyncSuppliersDeps =
  & Pick<SyncSupplierDeps, "digest" | "clock">
  & WritesOne<{ readonly accounts: Pick<SupplierAccounts, "find" | "list">; readonly journal: SupplierJournal }>
  & {
    readonly partners: Pick<Partners, "supplierFeed">;
    readonly runner: string;
    readonly log: RoundLog;
  };

interface SyncAccountOptions {
  readonly kind: RecordKind;
  readonly mode: SyncMode;
  readonly mostMissing?: number;
  readonly jobId?: SyncJobId;
  readonly signal: AbortSignal;
  readonly onPage?: (job: Pick<SyncJob, "seen">) => void;
}

/** Throws `Outage` and what opening the partner throws. */
export async function syncAccount(
  { journal, partners, digest, clock, runner, log }: SyncSuppliersDeps,
  account: SupplierAccount,
  options: SyncAccountOptions,
): Promise<SyncJob> {
  const job = await syncSupplier(
    { journal, ...partners.supplierFeed(account), digest, clock },
    { ...options, accountId: account.id, runner },
  );
  const { kind, status, pages, added, changed, unchanged, rejected, knownRejected, missing, error } = job;
  const isWrong = status === "FAILED" || status === "PARTIAL" || rejected > 0;
  // A reading that found nothing new is no news.
  const level = isWrong ? "warn" : added + changed + missing > 0 ? "info" : "debug";
  log[level](
    {
      supplier: account.supplier,
      account: account.name,
      ...{ kind, status, pages, added, changed, unchanged, rejected, knownRejected, missing },
      ...(error === null ? {} : { error }),
    },
    "supplier synced",
  );
  return job;
}

interface KeepSyncedOptions {
  readonly isWanted?: (account: SupplierAccount) => boolean;
  readonly kinds: readonly RecordKind[];
  readonly intervalMs: number;
  /** From one complete reading of the items to the next. */
  readonly completeIntervalMs: number;
  readonly mostMissing?: number;
  readonly signal: AbortSignal;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
  /** Resolves early when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const QUEUE_PAUSE_MS = 1_000;

/** Until the signal is aborted; queued jobs within a second. An account that fails holds up no other. */
export async function keepSuppliersSynced(deps: SyncSuppliersDeps, options: KeepSyncedOptions): Promise<void> {
  const { isWanted = () => true, intervalMs, signal, now, sleep } = options;
  let dueAt = now();
  while (!signal.aborted) {
    try {
      await syncQueued(deps, signal);
      if (now() >= dueAt) {
        const accounts = await everyPage((page) => deps.accounts.list(page));
        for (const account of accounts.filter(isWanted)) await trySync(deps, account, options);
        dueAt = now() + intervalMs;
      }
    } catch (error) {
      if (!signal.aborted) deps.log.warn({ reason: reasonOf(error) }, "cannot sync suppliers yet");
    }
    await sleep(QUEUE_PAUSE_MS, signal);
  }
}

async function syncQueued(deps: SyncSuppliersDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const job = await deps.journal.takeQueued(deps.runner);
    if (job === null) return;
    const account = await deps.accounts.find(job.accountId);
    if (account) await syncAccount(deps, account, { kind: job.kind, mode: job.mode, jobId: job.id, signal });
  }
}

async function trySync(
  deps: SyncSuppliersDeps,
  account: SupplierAccount,
  { kinds, completeIntervalMs, mostMissing, signal }: KeepSyncedOptions,
): Promise<void> {
  const { supplier, name, status } = account;
  if (status !== "ACTIVE") return;
  try {
    for (const kind of kinds) {
      if (signal.aborted) return;
      const mode = kind === "items" && await isCompleteDue() ? "everything" : "changes";
      await syncAccount(deps, account, { kind, mode, signal, ...(mostMissing === undefined ? {} : { mostMissing }) });
    }
  } catch (error) {
    deps.log.warn({ supplier, account: name, reason: reasonOf(error) }, "cannot sync a supplier now");
  }

  /** Only a complete reading shows what a supplier has dropped without a word. */
  async function isCompleteDue(): Promise<boolean> {
    const last = await deps.journal.completedAt(account.id, "items");
    return last === null || deps.clock().getTime() - last.getTime() >= completeIntervalMs;
  }
}
