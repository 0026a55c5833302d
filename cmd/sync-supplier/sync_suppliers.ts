import { createProgress } from "../../adapters/system/progress.ts";
import type { SyncJob } from "../../application/sourcing/ports/suppliers.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { kindsOf, SupplierSync } from "../wiring/sync_suppliers.ts";
import { count, table } from "../wiring/process/table.ts";

export interface SyncArguments {
  readonly account?: string | undefined;
  readonly kinds?: string | undefined;
  readonly once: boolean;
  readonly everything: boolean;
  readonly json: boolean;
}

/** Reads suppliers once, or until the process is asked to stop; gives the exit status. */
export async function syncSuppliers(process: Process, given: SyncArguments): Promise<number> {
  const kinds = kindsOf(given.kinds);
  if (typeof kinds === "string") {
    throw new WrongSettings([`--kinds has "${kinds}": expected items, orders, qna, categories`]);
  }
  const { source } = await openSourcing(process, "sync-supplier");
  const sync = new SupplierSync(process, source);
  const isWanted = ({ id, supplier, name }: SupplierAccount) =>
    given.account === undefined || given.account === id || given.account === `${supplier}/${name}`;
  if (!given.once) {
    await sync.keepReading(isWanted, kinds);
    return 0;
  }
  const accounts = (await sync.allAccounts()).filter(isWanted);
  if (given.account !== undefined && accounts.length === 0) {
    throw new WrongSettings([`--account is "${given.account}": there is no such supplier account`]);
  }
  const progress = createProgress({ unit: "records" });
  const done: { readonly account: SupplierAccount; readonly job: SyncJob }[] = [];
  for (const account of accounts.filter(({ status }) => status === "ACTIVE" || given.account !== undefined)) {
    for (const kind of kinds) {
      if (process.signal.aborted) break;
      const job = await sync.read(account, kind, {
        mode: given.everything ? "everything" : "changes",
        onPage: ({ seen }) => progress.show(`${account.supplier}/${account.name} ${kind}`, seen, null),
      });
      progress.end();
      done.push({ account, job });
    }
  }
  print(done, given.json);
  return done.every(({ job }) => job.status === "DONE" || job.status === "UNCHANGED") ? 0 : 1;
}

function print(done: readonly { readonly account: SupplierAccount; readonly job: SyncJob }[], json: boolean): void {
  if (json) {
    const jobs = done.map(({ account, job }) => ({ supplier: account.supplier, account: account.name, ...job }));
    return console.log(JSON.stringify({ jobs }));
  }
  const columns = ["added", "changed", "unchanged", "rejected"] as const;
  console.log(table(
    [{ title: "account" }, { title: "kind" }, { title: "status" }, ...columns.map((title) => ({ title, right: true }))],
    done.map(({ account, job }) => [
      `${account.supplier}/${account.name}`,
      job.kind,
      job.error === null ? job.status : `${job.status}: ${job.error}`,
      ...columns.map((column) => count(job[column])),
    ]),
  ));
}
