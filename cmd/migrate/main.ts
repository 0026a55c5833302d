import { numberFlag } from "../wiring/numbers.ts";
import { openMigrations } from "../wiring/open_migrations.ts";
import { openStore } from "../wiring/open_store.ts";
import { runProcess } from "../wiring/run_process.ts";
import { WrongSettings } from "../wiring/settings.ts";
import { printMigrations } from "./print_migrations.ts";

await runProcess({
  name: "migrate",
  usage: "[status | up | down] [--to VERSION] [--json]",
  flags: { to: { type: "string" }, json: { type: "boolean" } },
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
  const migrations = openMigrations(await openStore(process, "migrate"));
  const done = action === "up" ? await migrations.up(to) : action === "down" ? await migrations.down(to!) : [];
  printMigrations(action, done, await migrations.status(), values.json ?? false);
});
