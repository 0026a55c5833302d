import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { lockAll } from "./begin.ts";
import { inOrder, lookAtDatabases, type SplitDatabases } from "./probe.ts";
import type { SplitRefusal } from "./refusal.ts";

export interface RollBackOptions {
  /** Rows that came after the certificate go too. */
  readonly force: boolean;
}

/** The tables that were emptied. */
export type RolledBack = readonly { readonly database: string; readonly tables: readonly string[] }[];

/** Empties what a split has filled, puts back what it took away, and forgets it. The old database is only looked at. */
export async function rollBackSplit(
  databases: SplitDatabases,
  { force }: RollBackOptions,
): Promise<Result<RolledBack, SplitRefusal>> {
  const looked = await lookAtDatabases(databases, { prepare: false });
  if (!looked.ok) return looked;
  await using holding = new AsyncDisposableStack();
  const taken = await lockAll(databases, holding);
  if (taken) return refused(taken);
  const all = await Promise.all(
    inOrder(databases).map(async ({ name, database }) => ({ name, database, record: await database.record() })),
  );
  const split = all.filter(({ record }) => record !== null);
  if (split.length === 0) {
    return refused({ code: "not_begun", message: "Cannot roll back: nothing was split into them" });
  }
  const details: string[] = [];
  for (const { name, database, record } of force ? [] : split) {
    for (const { database: of, table, new: certified } of record!.certificate?.tables ?? []) {
      const move = looked.value.plan.moves.find((move) => move.table === table);
      if (of !== name || !move) continue;
      const found = await database.fingerprint(move);
      if (found.checksum !== certified.checksum) details.push(`${name}.${table}`);
    }
  }
  if (details.length > 0) {
    const message = "Cannot roll back: rows have changed since the certificate, and would be lost";
    return refused({ code: "changed_since", message, details });
  }
  const done: { database: string; tables: readonly string[] }[] = [];
  // Backwards: market rows refer to dropship rows, and those to source rows.
  for (const { name, database } of split.toReversed()) done.push({ database: name, tables: await database.undo() });
  return accepted(done);
}
