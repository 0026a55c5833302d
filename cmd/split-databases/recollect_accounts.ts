import { transaction } from "../../adapters/postgres/core/map_errors.ts";
import type { SplitDatabases } from "./connect.ts";
import { planSplit } from "./plan.ts";
import type { ProbeResult } from "./probe.ts";
import { refuse } from "./refusal.ts";
import { checkRows } from "./sql/check_rows.ts";
import { addRows } from "./sql/pages.ts";
import { readOccupied } from "./sql/record.ts";
import { reading } from "./sql/transactions.ts";

/** What no supplier and no marketplace gives back. */
export const ACCOUNT_TABLES = ["supplier_accounts", "api_keys", "market_accounts"] as const;

/** How far an account has been read: everything is read again. */
const READ_SO_FAR = /_(cursor|synced_until|began_at|round_id|etag)$/;

interface AccountsToAdd {
  readonly add: () => Promise<Readonly<Record<string, number>>>;
  readonly tables: readonly string[];
}

/** Accounts that the new databases have already stay as they are. Throws `SplitRefused` when the old ones don't fit. */
export async function planAccounts(
  { old, news }: SplitDatabases,
  { catalogs, fitting, foreignKeys }: ProbeResult,
): Promise<AccountsToAdd> {
  const occupied = await Promise.all(
    news.map(({ sql }) => reading(sql)((scope) => readOccupied(scope, ACCOUNT_TABLES))),
  );
  const there = new Set(occupied.flat());
  const tables = ACCOUNT_TABLES.filter((table) => !there.has(table));
  const { moves, problems, naive } = planSplit(catalogs.old, catalogs.news, { tables, fitting });
  if (problems.length > 0) {
    refuse("does_not_fit", "Cannot recollect: the accounts of the old database do not fit", problems);
  }
  if (naive.length > 0) {
    refuse("time_zone_needed", "Cannot recollect: these times have no zone, and the new columns have one", naive);
  }
  const added = moves.map((move) => ({
    ...move,
    columns: move.columns.filter(({ name }) => !READ_SO_FAR.test(name)),
  }));
  const broken = await reading(old)((sql) => checkRows(sql, added, foreignKeys));
  if (broken.length > 0) {
    refuse("rows_break_rules", "Cannot recollect: old accounts break rules of the new tables", broken);
  }
  if (!there.has("supplier_accounts") && !added.some(({ table, rows }) => table === "supplier_accounts" && rows > 0)) {
    refuse(
      "nothing_to_move",
      "Cannot recollect: there is no supplier account to read; map the old ones, or add one",
    );
  }
  return {
    tables: added.map(({ table }) => table),
    add: async () => {
      const counts: Record<string, number> = {};
      for (const move of added) {
        const { sql } = news.find(({ name }) => name === move.database)!;
        counts[move.table] = await reading(old)((reader) => transaction(sql, (scope) => addRows(scope, move, reader)));
      }
      return counts;
    },
  };
}
