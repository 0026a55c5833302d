import type { Certificate } from "../../domain/sourcing/certificate.ts";
import type { SplitDatabases } from "./connect.ts";
import type { ProbeResult } from "./probe.ts";
import type { SplitRefusal } from "./refusal.ts";
import { checkRows } from "./sql/check_rows.ts";
import { readDdl } from "./sql/ddl.ts";
import { tryMaking } from "./sql/make_tables.ts";
import { readOccupied, readRecord, type SplitRecord, type Strategy } from "./sql/record.ts";
import { reading } from "./sql/transactions.ts";

interface Tried {
  readonly refusal: SplitRefusal | null;
  /** Of the split that has begun there, in the order of the new databases. */
  readonly certificates: readonly (Certificate | null)[];
}

interface TryOptions {
  readonly strategy: Strategy;
  /** Also whether every old row obeys the rules of the tables that are there, which reads all of them. */
  readonly rows: boolean;
}

/** What a split would be refused for once it begins; every table is made on trial, and nothing of it stays. */
export async function trySplit(databases: SplitDatabases, probed: ProbeResult, options: TryOptions): Promise<Tried> {
  const records = await Promise.all(databases.news.map(({ sql }) => reading(sql)(readRecord)));
  return {
    refusal: await refusalOf(databases, probed, { ...options, records }),
    certificates: records.map((record) => record?.certificate ?? null),
  };
}

async function refusalOf(
  { old, news, settings }: SplitDatabases,
  { plan, oldId, fitting, foreignKeys }: ProbeResult,
  { strategy, rows, records }: TryOptions & { readonly records: readonly (SplitRecord | null)[] },
): Promise<SplitRefusal | null> {
  const others = news.flatMap(({ name }, nth) => {
    const record = records[nth];
    if (!record) return [];
    if (record.oldId !== oldId) return [`${name} is being filled from ${record.oldName}`];
    if (record.strategy !== strategy) return [`${name} is being filled with --strategy ${record.strategy}`];
    const isOther = JSON.stringify(record.fitting) !== JSON.stringify(fitting);
    return isOther ? [`${name} is being filled with another --map, --old-time-zone or --place`] : [];
  });
  if (others.length > 0) {
    return { code: "other_split", message: "Cannot split: another one has begun there", details: others };
  }
  for (const [nth, { name, sql }] of news.entries()) {
    const moves = plan.moves.filter(({ database }) => database === name);
    const failed = await tryMaking(sql, await reading(old)((scope) => readDdl(scope, moves)));
    if (failed !== null) {
      return { code: "cannot_make", message: `Cannot make the old tables in ${settings[name]}`, details: [failed] };
    }
    const there = moves.filter(({ made }) => !made).map(({ table }) => table);
    const occupied = records[nth] ? [] : await reading(sql)((scope) => readOccupied(scope, there));
    if (occupied.length > 0) {
      const message = `Cannot split into ${settings[name]}: it holds rows that this split has not copied`;
      return { code: "occupied", message, details: occupied };
    }
  }
  const broken = rows ? await reading(old)((scope) => checkRows(scope, plan.moves, foreignKeys)) : [];
  if (broken.length === 0) return null;
  return { code: "rows_break_rules", message: "Cannot split: old rows break rules of the new tables", details: broken };
}
