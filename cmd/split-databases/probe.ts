import { foreignTables, identifyDatabase } from "../../adapters/postgres/sourcing/identify_database.ts";
import { PLACEMENT, type SplitDatabase } from "../../domain/sourcing/placement.ts";
import { addressOf, type SplitDatabases } from "./connect.ts";
import { planSplit, type SplitPlan } from "./plan.ts";
import { refuse } from "./refusal.ts";
import { readCatalog } from "./sql/catalog.ts";
import { reading } from "./sql/transactions.ts";

export interface ProbeResult {
  readonly plan: SplitPlan;
  /** Of the old database: the same for every connection to it, and for no other database. */
  readonly oldId: string;
  readonly oldName: string;
  readonly names: Readonly<Partial<Record<SplitDatabase, string>>>;
  readonly bare: readonly SplitDatabase[];
}

/** Throws `SplitRefused` when a setting leads to a wrong database; `prepare` runs only once none does. */
export async function probeDatabases(
  { old, news, settings }: SplitDatabases,
  { prepare }: { readonly prepare: boolean },
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
  const foreign = news.flatMap(({ name }, nth) =>
    [...foreignTables(name, identities[nth]!)].map(([owner, tables]) =>
      `${settings[name]} has tables of ${owner}: ${tables.join(", ")}`
    )
  );
  if (foreign.length > 0) refuse("wrong_database", "Cannot split: a database holds the tables of another one", foreign);
  if (prepare) await Promise.all(news.map(({ migrations }) => migrations.up()));
  const [catalog, ...catalogs] = await Promise.all(
    [old, ...news.map(({ sql }) => sql)].map((sql) => reading(sql)(readCatalog)),
  );
  const found = news.map(({ name }, nth) => ({ name, catalog: catalogs[nth]! }));
  const isBare = ({ name, catalog }: typeof found[number]) =>
    !catalog.tables.some((table) => PLACEMENT[name].includes(table.name));
  const known = found.filter((one) => !isBare(one)).map(({ name, catalog }) => [name, catalog] as const);
  return {
    plan: planSplit(catalog!, Object.fromEntries(known), { only: news.map(({ name }) => name) }),
    oldId: identity!.key,
    oldName: addressOf(identity!),
    names: Object.fromEntries(news.map(({ name }, nth) => [name, addressOf(identities[nth]!)])),
    bare: found.filter(isBare).map(({ name }) => name),
  };
}
