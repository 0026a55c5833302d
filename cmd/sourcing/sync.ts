import { createProgress } from "../../adapters/system/progress.ts";
import { everyPage } from "../../application/sourcing/page.ts";
import type { SyncJob } from "../../application/sourcing/ports/suppliers.ts";
import { keepSuppliersSynced, syncAccount } from "../../application/sourcing/sync_suppliers.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import { MOST_MISSING } from "../../domain/shared/missing_share.ts";
import { RECORD_KINDS, type RecordKind } from "../../domain/sourcing/supplier_item.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import { count, table } from "../wiring/process/table.ts";
import { sourcingDeps, syncTimes } from "../wiring/sourcing.ts";
import { STEP_COMMANDS } from "./arguments.ts";
import { step } from "./step.ts";

export const syncStep = step(STEP_COMMANDS.sync, async (process, { values }) => {
  const { account: named, kinds: list, once = false, everything = false, json = false } = values;
  if (!once && (everything || json)) {
    throw new WrongSettings(["--everything and --json go with --once: a single reading"]);
  }
  const kinds = kindsOf(list);
  const mostMissing = shareOf(values["most-missing"]);
  const deps = sourcingDeps(process, await openSourcing(process, "sourcing sync"));
  const isWanted = ({ id, supplier, name }: SupplierAccount) =>
    named === undefined || named === id || named === `${supplier}/${name}`;
  if (!once) {
    await keepSuppliersSynced(deps, { isWanted, kinds, mostMissing, ...syncTimes(process) });
    return 0;
  }
  const accounts = (await everyPage((page) => deps.accounts.list(page))).filter(isWanted);
  if (named !== undefined && accounts.length === 0) {
    throw new WrongSettings([`--account is "${named}": there is no such supplier account`]);
  }
  const progress = createProgress({ unit: "records" });
  const done: { readonly account: SupplierAccount; readonly job: SyncJob }[] = [];
  for (const account of accounts.filter(({ status }) => status === "ACTIVE" || named !== undefined)) {
    for (const kind of kinds) {
      if (process.signal.aborted) break;
      const job = await syncAccount(deps, account, {
        kind,
        signal: process.signal,
        mode: everything ? "everything" : "changes",
        mostMissing,
        onPage: ({ seen }) => progress.show(`${account.supplier}/${account.name} ${kind}`, seen, null),
      });
      progress.end();
      done.push({ account, job });
    }
  }
  print(done, json);
  return done.every(({ job }) => job.status === "DONE" || job.status === "UNCHANGED") ? 0 : 1;
});

function print(done: readonly { readonly account: SupplierAccount; readonly job: SyncJob }[], json: boolean): void {
  if (json) {
    const jobs = done.map(({ account, job }) => ({ supplier: account.supplier, account: account.name, ...job }));
    return console.log(JSON.stringify({ jobs }));
  }
  const columns = ["added", "changed", "unchanged", "rejected", "missing"] as const;
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

function kindsOf(text: string | undefined): readonly RecordKind[] {
  if (text === undefined) return RECORD_KINDS;
  const kinds = text.split(",").map((kind) => kind.trim());
  const unknown = kinds.find((kind) => !(RECORD_KINDS as readonly string[]).includes(kind));
  if (unknown === undefined) return kinds as RecordKind[];
  throw new WrongSettings([`--kinds has "${unknown}": expected ${RECORD_KINDS.join(", ")}`]);
}

function shareOf(text: string | undefined): number {
  if (text === undefined) return MOST_MISSING;
  const percent = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text.trim())?.[1];
  if (percent !== undefined && Number(percent) <= 100) return Number(percent) / 100;
  throw new WrongSettings([`--most-missing is "${text}": expected a share of the known items, such as 20%`]);
}
