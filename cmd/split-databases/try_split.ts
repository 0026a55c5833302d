import type { Certificate } from "../../domain/sourcing/certificate.ts";
import type { SplitDatabases } from "./connect.ts";
import type { ProbeResult } from "./probe.ts";
import type { SplitRefusal } from "./refusal.ts";
import { checkRows } from "./sql/check_rows.ts";
import { readDdl } from "./sql/ddl.ts";
import { tryMaking } from "./sql/make_tables.ts";
import { readOccupied, readRecord, type Strategy } from "./sql/record.ts";
import { reading } from "./sql/transactions.ts";

interface Tried {
  readonly refusal: SplitRefusal | null;
  /** Of the split that has begun there, in the order of the new databases. */
  readonly certificates: readonly (Certificate | null)[];
}

/**
 * What a split would be refused for once it begins; every table is made on trial, and nothing of it stays.
 *
 * @param rows also whether every old row obeys the rules of the tables that are there, which reads all of them
 */
export async function trySplit(
  { old, news, settings }: SplitDatabases,
  { plan, oldId, fitting, foreignKeys }: ProbeResult,
  { strategy, rows }: { readonly strategy: Strategy; readonly rows: boolean },
): Promise<Tried> {
  const records = await Promise.all(
    news.map(async ({ name, sql }) => ({ name, record: await reading(sql)(readRecord) })),
  );
  const certificates = records.map(({ record }) => record?.certificate ?? null);
  const refuse = (code: SplitRefusal["code"], message: string, details: readonly string[]): Tried => ({
    refusal: { code, message, details },
    certificates,
  });
  const others = records.flatMap(({ name, record }) => {
    if (!record) return [];
    if (record.oldId !== oldId) return [`${name} is being filled from ${record.oldName}`];
    if (record.strategy !== strategy) return [`${name} is being filled with --strategy ${record.strategy}`];
    const isOther = JSON.stringify(record.fitting) !== JSON.stringify(fitting);
    return isOther ? [`${name} is being filled with another --map, --old-time-zone or --place`] : [];
  });
  if (others.length > 0) return refuse("other_split", "Cannot split: another one has begun there", others);
  for (const [nth, { name, sql }] of news.entries()) {
    const moves = plan.moves.filter(({ database }) => database === name);
    const failed = await tryMaking(sql, await reading(old)((scope) => readDdl(scope, moves)));
    if (failed !== null) {
      return refuse("cannot_make", `Cannot make the old tables in ${settings[name]}`, [failed]);
    }
    const there = moves.filter(({ made }) => !made).map(({ table }) => table);
    const occupied = records[nth]!.record ? [] : await reading(sql)((scope) => readOccupied(scope, there));
    if (occupied.length > 0) {
      const message = `Cannot split into ${settings[name]}: it holds rows that this split has not copied`;
      return refuse("occupied", message, occupied);
    }
  }
  const broken = rows ? await reading(old)((scope) => checkRows(scope, plan.moves, foreignKeys)) : [];
  if (broken.length > 0) {
    return refuse("rows_break_rules", "Cannot split: old rows break rules of the new tables", broken);
  }
  return { refusal: null, certificates };
}
