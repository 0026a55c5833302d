import { numberFlag } from "../wiring/numbers.ts";
import { runProcess } from "../wiring/run_process.ts";
import { WrongSettings } from "../wiring/settings.ts";
import { migrateDatabases, openDatabases } from "./migrate_databases.ts";
import { printMigrations } from "./print_migrations.ts";

await runProcess({
  name: "migrate",
  usage: "[status | up | down] [--database main|source|dropship|market] [--to VERSION] [--json]",
  flags: { to: { type: "string" }, database: { type: "string" }, json: { type: "boolean" } },
  positionals: true,
}, async (process, { values, positionals: [action = "up", ...rest] }) => {
  const to = numberFlag("to", values.to, { from: 0, to: 999, whole: true }, undefined);
  if (!["status", "up", "down"].includes(action) || rest.length > 0) {
    throw new WrongSettings([`"${[action, ...rest].join(" ")}" is no action: expected status, up or down`]);
  }
  if (action === "down" && to === undefined) {
    throw new WrongSettings([
      "--to is missing: down drops tables and what is in them, so it needs the version to stop at",
    ]);
  }
  if (to !== undefined && values.database === undefined && process.config.sourcing.databases !== null) {
    throw new WrongSettings(["--database is missing: --to is a version of one database, and four are configured"]);
  }
  const databases = await openDatabases(process, values.database);
  const done = await migrateDatabases(databases, async (migrations) => {
    return action === "up" ? await migrations.up(to) : action === "down" ? await migrations.down(to!) : [];
  });
  printMigrations(action, done, values.json ?? false);
});
