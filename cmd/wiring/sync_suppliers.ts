import { PostgresSupplierAccounts } from "../../adapters/postgres/sourcing/supplier_accounts.ts";
import { PostgresSupplierJournal } from "../../adapters/postgres/sourcing/supplier_journal.ts";
import type { SourceDb } from "../../adapters/postgres/sourcing/database.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { SyncJob, SyncMode } from "../../application/sourcing/ports/suppliers.ts";
import { syncSupplier } from "../../application/sourcing/sync_supplier.ts";
import type { SyncJobId } from "../../domain/sourcing/ids.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import { RECORD_KINDS, type RecordKind } from "../../domain/sourcing/supplier_record.ts";
import { openFeed } from "./engines/open_feed.ts";
import type { Process } from "./process/run_process.ts";
import { runnerName } from "./process/runner_name.ts";

export interface SyncOptions {
  readonly kinds: readonly RecordKind[];
  readonly mode: SyncMode;
}

const QUEUE_PAUSE_MS = 1_000;
const PAGE_OF_ACCOUNTS = 200;

/** Readings of suppliers by one process. */
export class SupplierSync {
  readonly #process: Process;
  readonly #journal: PostgresSupplierJournal;
  readonly #runner = runnerName();
  readonly accounts: PostgresSupplierAccounts;

  constructor(process: Process, source: SourceDb) {
    this.#process = process;
    this.#journal = new PostgresSupplierJournal(source);
    this.accounts = new PostgresSupplierAccounts(source);
  }

  /** One reading. Throws `Outage` when the feed or the database is away. */
  async read(
    account: SupplierAccount,
    kind: RecordKind,
    { mode, jobId, onPage }: { mode: SyncMode; jobId?: SyncJobId; onPage?: (job: Pick<SyncJob, "seen">) => void },
  ): Promise<SyncJob> {
    const { config, log, signal } = this.#process;
    const feed = openFeed({ ...account, url: account.feedUrl }, config.sourcing.supplierTokens, "SUPPLIER_TOKENS");
    const job = await syncSupplier(
      { journal: this.#journal, feed, digest: sha256, clock: () => new Date() },
      {
        accountId: account.id,
        kind,
        mode,
        ...(jobId ? { jobId } : {}),
        runner: this.#runner,
        signal,
        ...(onPage ? { onPage } : {}),
      },
    );
    const { status, pages, added, changed, unchanged, rejected, error } = job;
    const level = status === "FAILED" || rejected > 0 ? "warn" : "info";
    log[level](
      {
        supplier: account.supplier,
        account: account.name,
        kind,
        status,
        pages,
        added,
        changed,
        unchanged,
        rejected,
        error,
      },
      "supplier read",
    );
    return job;
  }

  /** All kinds of one account, one after the other. */
  async readAccount(account: SupplierAccount, { kinds, mode }: SyncOptions): Promise<SyncJob[]> {
    const jobs: SyncJob[] = [];
    for (const kind of kinds) {
      if (this.#process.signal.aborted) break;
      jobs.push(await this.read(account, kind, { mode }));
    }
    return jobs;
  }

  /** Reads every active account now and then, and what the API queues, until the process is asked to stop. */
  async keepReading(isWanted: (account: SupplierAccount) => boolean, kinds: readonly RecordKind[]): Promise<void> {
    const { config, log, signal } = this.#process;
    let dueAt = 0;
    while (!signal.aborted) {
      try {
        await this.#readQueued();
        if (performance.now() >= dueAt) {
          for (const account of (await this.allAccounts()).filter(isWanted)) await this.#tryAccount(account, kinds);
          dueAt = performance.now() + config.sourcing.syncIntervalSeconds * 1_000;
        }
      } catch (error) {
        if (!signal.aborted) log.warn({ reason: reasonOf(error) }, "cannot read suppliers yet: trying again");
      }
      await sleep(QUEUE_PAUSE_MS, signal);
    }
  }

  async allAccounts(): Promise<SupplierAccount[]> {
    const all: SupplierAccount[] = [];
    for (let after = null, page; page === undefined || after !== null; after = page.next) {
      page = await this.accounts.list({ limit: PAGE_OF_ACCOUNTS, after });
      all.push(...page.rows);
    }
    return all;
  }

  async #tryAccount(account: SupplierAccount, kinds: readonly RecordKind[]): Promise<void> {
    if (account.status !== "ACTIVE") return;
    try {
      await this.readAccount(account, { kinds, mode: "changes" });
    } catch (error) {
      const { supplier, name } = account;
      this.#process.log.warn({ supplier, account: name, reason: reasonOf(error) }, "cannot read a supplier now");
    }
  }

  async #readQueued(): Promise<void> {
    while (!this.#process.signal.aborted) {
      const job = await this.#journal.takeQueued(this.#runner);
      if (job === null) return;
      const account = await this.accounts.find(job.accountId);
      if (account) await this.read(account, job.kind, { mode: job.mode, jobId: job.id });
    }
  }
}

/** "items,qna" or all. */
export function kindsOf(text: string | undefined): RecordKind[] | string {
  if (text === undefined) return [...RECORD_KINDS];
  const kinds = text.split(",").map((kind) => kind.trim());
  const unknown = kinds.find((kind) => !(RECORD_KINDS as readonly string[]).includes(kind));
  return unknown === undefined ? kinds as RecordKind[] : unknown;
}
