import type { Migration } from "../../adapters/postgres/migrations.ts";

export interface MigrationsReport {
  readonly action: string;
  readonly done: readonly Migration[];
  readonly all: readonly Migration[];
  /** Of identifications: the years that were added, beyond those that the migrations made. */
  readonly years: readonly number[];
}

/** What was done, then every migration with when it was applied. */
export function printMigrations({ action, done, all, years }: MigrationsReport, json: boolean): void {
  if (json) {
    const changed = done.map(({ version }) => version);
    return console.log(JSON.stringify({ action, changed, partitionsAdded: years, migrations: all }));
  }
  for (const { version, name } of done) console.log(`${action} ${label(version)} ${name}`);
  if (years.length > 0) console.log(`added partitions of identifications for ${years.join(", ")}`);
  if (done.length + years.length === 0 && action !== "status") console.log("Nothing to do.");
  for (const { version, name, appliedAt } of all) {
    console.log(`${label(version)}  ${appliedAt?.toISOString() ?? "waiting".padEnd(24)}  ${name}`);
  }
}

function label(version: number): string {
  return String(version).padStart(3, "0");
}
