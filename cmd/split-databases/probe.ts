import { foreignTables, identifyDatabase } from "../../adapters/postgres/sourcing/identify_database.ts";
import { PLACEMENT, type SplitDatabase } from "../../domain/sourcing/placement.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { addressOf, type NewDatabase, type SplitDatabases } from "./connect.ts";
import { planSplit } from "./plan.ts";
import { type Fitting, NO_FITTING, type SplitPlan } from "./move.ts";
import { refuse } from "./refusal.ts";
import { readCatalog } from "./sql/catalog.ts";
import { readMade, readRecord, type SplitRecord } from "./sql/record.ts";
import type { Catalog, ForeignKey } from "./shapes.ts";
import { reading } from "./sql/transactions.ts";

export interface ProbeResult {
  readonly plan: SplitPlan;
  readonly catalogs: { readonly old: Catalog; readonly news: Readonly<Partial<Record<SplitDatabase, Catalog>>> };
  readonly fitting: Fitting;
  /** Of the split that has begun in each of the new databases, in their order. */
  readonly records: readonly (SplitRecord | null)[];
  /** Within each new database, of the tables that are there. */
  readonly foreignKeys: readonly ForeignKey[];
  /** Of the old database: the same for every connection to it, and for no other database. */
  readonly oldId: string;
  readonly oldName: string;
  readonly names: Readonly<Partial<Record<SplitDatabase, string>>>;
  /** They have none of their tables yet. */
  readonly bare: readonly SplitDatabase[];
}

/**
 * Changes nothing: the migrations that a map needs are applied for the plan alone, and taken back. Throws `SplitRefused`
 * when a setting leads to a wrong database.
 *
 * @param given `null`: that of the split that has begun there
 */
export async function probeDatabases(
  { old, news, settings }: SplitDatabases,
  given: Fitting | null = null,
): Promise<ProbeResult> {
  const [identity, ...identities] = await Promise.all([old, ...news.map(({ sql }) => sql)].map(identifyDatabase));
  const all = [
    ...news.map(({ name }, nth) => ({ setting: settings[name], ...identities[nth]! })),
    { setting: settings.old, ...identity! },
  ];
  const same = all.flatMap((one, nth) =>
    all.slice(nth + 1).filter(({ key }) => key === one.key)
      .map(({ setting }) => `${one.setting} and ${setting} are both ${addressOf(one)}`)
  );
  if (same.length > 0) refuse("same_database", "Cannot split: two settings lead to one database", same);
  const begun = await Promise.all(news.map(async ({ name, sql }) => {
    const [record, made] = await reading(sql)(async (scope) =>
      [await readRecord(scope), await readMade(scope)] as const
    );
    return { name, record, made: made.flatMap(({ table }) => table ?? []) };
  }));
  const foreign = news.flatMap(({ name }, nth) => {
    const { tables, ...others } = identities[nth]!;
    const notMade = tables.filter((table) => !begun[nth]!.made.includes(table));
    return [...foreignTables(name, { tables: notMade, ...others })].map(([owner, tables]) =>
      `${settings[name]} has tables of ${owner}: ${tables.join(", ")}`
    );
  });
  if (foreign.length > 0) refuse("wrong_database", "Cannot split: a database holds the tables of another one", foreign);
  const fitting = given ?? begun.find(({ record }) => record)?.record?.fitting ?? NO_FITTING;
  await requireZone(old, fitting.oldTimeZone);
  const [catalog, ...catalogs] = await Promise.all([
    reading(old)(readCatalog),
    ...news.map((database) => catalogOf(database, { migrated: fitting.map !== null })),
  ]);
  const found = news.map(({ name }, nth) => [name, catalogs[nth]!] as const);
  return {
    catalogs: { old: catalog!, news: Object.fromEntries(found) },
    plan: planSplit(catalog!, Object.fromEntries(found), {
      only: news.map(({ name }) => name),
      fitting,
      made: Object.fromEntries(begun.map(({ name, made }) => [name, made])),
    }),
    fitting,
    records: begun.map(({ record }) => record),
    foreignKeys: catalogs.flatMap(({ foreignKeys }) => foreignKeys),
    oldId: identity!.key,
    oldName: addressOf(identity!),
    names: Object.fromEntries(news.map(({ name }, nth) => [name, addressOf(identities[nth]!)])),
    bare: news.map(({ name }) => name).filter((name, nth) =>
      !identities[nth]!.tables.some((table) => PLACEMENT[name].includes(table))
    ),
  };
}

async function catalogOf(
  { sql, migrations }: NewDatabase,
  { migrated }: { readonly migrated: boolean },
): Promise<Catalog> {
  if (!migrated) return await reading(sql)(readCatalog);
  return await migrations.rehearse(readCatalog);
}

/** Throws `WrongSettings`. */
async function requireZone(old: SplitDatabases["old"], zone: string | null): Promise<void> {
  if (zone === null) return;
  const { count } = await reading(old)((sql) => sql`select from pg_timezone_names where name = ${zone}`);
  if (count === 0) {
    throw new WrongSettings([`--old-time-zone is "${zone}", which the old database's server does not know`]);
  }
}
