import type { SplitDatabase } from "../../domain/sourcing/placement.ts";
import type { SplitDatabases } from "./connect.ts";
import { probeDatabases } from "./probe.ts";
import { refuse } from "./refusal.ts";
import { lockAll } from "./split.ts";
import { readFingerprint } from "./sql/checksums.ts";
import { readRecord } from "./sql/record.ts";
import { undoSplit } from "./sql/store.ts";
import { reading } from "./sql/transactions.ts";

export type RolledBack = readonly {
  readonly database: SplitDatabase;
  /** Empty again. */
  readonly tables: readonly string[];
  /** The split had made them, and has removed them. */
  readonly removed: readonly string[];
}[];

/** The old database is only read. `force` also deletes rows written since the certificate. Throws `SplitRefused`. */
export async function rollBackSplit(
  databases: SplitDatabases,
  { force }: { readonly force: boolean },
): Promise<RolledBack> {
  const { plan } = await probeDatabases(databases);
  await using _locks = await lockAll(databases);
  const all = await Promise.all(
    databases.news.map(async ({ name, sql }) => ({ name, sql, record: await reading(sql)(readRecord) })),
  );
  const split = all.filter(({ record }) => record !== null);
  if (split.length === 0) refuse("not_begun", "Cannot roll back: nothing was split into them");
  const changed: string[] = [];
  for (const { name, sql, record } of force ? [] : split) {
    for (const { database, table, new: certified } of record!.certificate?.tables ?? []) {
      const move = plan.moves.find((move) => move.table === table);
      if (database !== name || !move) continue;
      const found = await reading(sql)((scope) => readFingerprint(scope, move, "new"));
      if (found.checksum !== certified.checksum) changed.push(`${name}.${table}`);
    }
  }
  if (changed.length > 0) {
    refuse("changed_since", "Cannot roll back: rows have changed since the certificate, and would be lost", changed);
  }
  const done: RolledBack[number][] = [];
  // Backwards: market rows refer to dropship rows, and those to source rows.
  for (const { name, sql } of split.toReversed()) done.push({ database: name, ...await undoSplit(sql) });
  return done;
}
