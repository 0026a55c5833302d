import type { Migrated } from "./migrate_databases.ts";

/** What was done, then every migration with when it was applied, database by database. */
export function printMigrations(action: string, done: readonly Migrated[], json: boolean): void {
  if (json) return console.log(JSON.stringify(documentOf(action, done)));
  for (const { database, changed, migrations } of done) {
    if (done.length > 1) console.log(`${database}:`);
    for (const { version, name } of changed) console.log(`${action} ${label(version)} ${name}`);
    if (changed.length === 0 && action !== "status") console.log("Nothing to do.");
    for (const { version, name, appliedAt } of migrations) {
      console.log(`${label(version)}  ${appliedAt?.toISOString() ?? "waiting".padEnd(24)}  ${name}`);
    }
  }
}

/** `changed` and `migrations` are the first database's; `databases` has those of all. */
function documentOf(action: string, done: readonly Migrated[]) {
  const databases = done.map(({ database, changed, migrations }) => ({
    database,
    changed: changed.map(({ version }) => version),
    migrations,
  }));
  return { action, changed: databases[0]?.changed ?? [], migrations: databases[0]?.migrations ?? [], databases };
}

function label(version: number): string {
  return String(version).padStart(3, "0");
}
