import type { Migration } from "../../adapters/postgres/migrations.ts";

/** What was done, then every migration with when it was applied. */
export function printMigrations(
  action: string,
  done: readonly Migration[],
  all: readonly Migration[],
  json: boolean,
): void {
  if (json) {
    return console.log(JSON.stringify({ action, changed: done.map(({ version }) => version), migrations: all }));
  }
  for (const { version, name } of done) console.log(`${action} ${label(version)} ${name}`);
  if (done.length === 0 && action !== "status") console.log("Nothing to do.");
  for (const { version, name, appliedAt } of all) {
    console.log(`${label(version)}  ${appliedAt?.toISOString() ?? "waiting".padEnd(24)}  ${name}`);
  }
}

function label(version: number): string {
  return String(version).padStart(3, "0");
}
