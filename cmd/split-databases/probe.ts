import { PLACEMENT, SPLIT_DATABASES, type SplitDatabase } from "../../domain/sourcing/placement.ts";
import { planSplit, type SplitPlan } from "./plan.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { NewDatabase } from "./new_database.ts";
import type { DatabaseIdentity, OldDatabase } from "./old_database.ts";
import type { SplitRefusal } from "./refusal.ts";

export interface SplitDatabases {
  readonly old: OldDatabase;
  readonly news: Readonly<Partial<Record<SplitDatabase, NewDatabase>>>;
  /** What each is called in settings, for messages: "SOURCE_DATABASE_URL". */
  readonly settings: Readonly<Record<SplitDatabase | "old", string>>;
}

/** One of the new ones, with its place. */
export interface NamedDatabase {
  readonly name: SplitDatabase;
  readonly database: NewDatabase;
}

export interface ProbeResult {
  readonly plan: SplitPlan;
  readonly old: DatabaseIdentity;
  readonly names: Readonly<Partial<Record<SplitDatabase, string>>>;
  /** Those that have no tables yet. */
  readonly bare: readonly SplitDatabase[];
}

export interface LookOptions {
  /** Makes the tables where they are not there yet, once it is sure which database is which. */
  readonly prepare: boolean;
}

/** The new databases at hand, in the order in which they are written. */
export function inOrder({ news }: SplitDatabases): NamedDatabase[] {
  return SPLIT_DATABASES.flatMap((name) => news[name] ? [{ name, database: news[name] }] : []);
}

/** Looks at all of them and says what would move. */
export async function lookAtDatabases(
  databases: SplitDatabases,
  { prepare }: LookOptions,
): Promise<Result<ProbeResult, SplitRefusal>> {
  const news = inOrder(databases);
  const old = await databases.old.identity();
  const identities = await Promise.all(news.map(({ database }) => database.identity()));
  const details = news.flatMap(({ name }, nth) => {
    const { id, name: called } = identities[nth]!;
    const setting = databases.settings[name];
    if (id === old.id) return [`${setting} and ${databases.settings.old} are both ${called}`];
    const twin = news.findIndex((_, other) => other < nth && identities[other]!.id === id);
    return twin < 0 ? [] : [`${databases.settings[news[twin]!.name]} and ${setting} are both ${called}`];
  });
  if (details.length > 0) {
    return refused({ code: "same_database", message: "Cannot split: two settings point at one database", details });
  }
  const strangers = news.flatMap(({ name }, nth) =>
    identities[nth]!.strangers.map((tables) => `${databases.settings[name]} has tables of ${tables}`)
  );
  if (strangers.length > 0) {
    const message = "Cannot split: a database holds the tables of another one";
    return refused({ code: "wrong_database", message, details: strangers });
  }
  if (prepare) await Promise.all(news.map(({ database }) => database.prepare()));
  const [catalog, ...catalogs] = await Promise.all([
    databases.old.catalog(),
    ...news.map(({ database }) => database.catalog()),
  ]);
  const only = news.map(({ name }) => name);
  const bare = news.filter(({ name }, nth) =>
    !catalogs[nth]!.tables.some((table) => PLACEMENT[name].includes(table.name))
  ).map(({ name }) => name);
  const known = news.flatMap(({ name }, nth) => bare.includes(name) ? [] : [[name, catalogs[nth]!] as const]);
  const plan = planSplit(catalog!, Object.fromEntries(known), { only });
  const names = Object.fromEntries(news.map(({ name }, nth) => [name, identities[nth]!.name]));
  return accepted({ plan, old, names, bare });
}
