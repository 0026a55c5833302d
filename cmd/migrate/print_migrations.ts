import type { Migration } from "../../adapters/postgres/core/migrations.ts";
import type { MigratedDatabase } from "../wiring/engines/migrations.ts";

export interface Moved {
  readonly database: MigratedDatabase;
  readonly changed: readonly Migration[];
  /** Of identifications: the years that were added, beyond those that the migrations made. */
  readonly years: readonly number[];
  /** Ids that are stored in two spellings. */
  readonly open: number;
  readonly migrations: readonly Migration[];
}

export function printMigrations(action: string, moved: readonly Moved[], json: boolean): void {
  if (json) return console.log(JSON.stringify(documentOf(action, moved)));
  for (const { database, changed, years, open, migrations } of moved) {
    if (moved.length > 1) console.log(`${database}:`);
    for (const { version, name } of changed) console.log(`${action} ${label(version)} ${name}`);
    if (years.length > 0) console.log(`added partitions of identifications for ${years.join(", ")}`);
    if (changed.length + years.length === 0 && action !== "status") console.log("Nothing to do.");
    for (const { version, name, appliedAt } of migrations) {
      console.log(`${label(version)}  ${appliedAt?.toISOString() ?? "waiting".padEnd(24)}  ${name}`);
    }
    if (open > 0) console.log(`${open} ids are stored in two spellings: migrate ids lists them`);
  }
}

/** `changed` to `migrations` are the first database's; `databases` has those of all. */
function documentOf(action: string, moved: readonly Moved[]) {
  const databases = moved.map(({ database, changed, years, open, migrations }) => ({
    database,
    changed: changed.map(({ version }) => version),
    partitionsAdded: years,
    openIds: open,
    migrations,
  }));
  const { changed, partitionsAdded, openIds, migrations } = databases[0]!;
  return { action, changed, partitionsAdded, openIds, migrations, databases };
}

function label(version: number): string {
  return String(version).padStart(3, "0");
}
