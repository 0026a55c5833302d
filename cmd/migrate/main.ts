import { IdentityPartitions } from "../../adapters/postgres/identity_partitions.ts";
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
  const sql = await openStore(process, "migrate");
  const migrations = openMigrations(sql);
  const done = action === "up" ? await migrations.up(to) : action === "down" ? await migrations.down(to!) : [];
  // With all migrations, what they made is also looked after: identifications need next year's partition in time.
  const years = action === "up" && to === undefined ? await new IdentityPartitions(sql).ensure(new Date()) : [];
  printMigrations({ action, done, all: await migrations.status(), years }, values.json ?? false);
});
