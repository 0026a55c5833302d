import { runProcess } from "../wiring/run_process.ts";
import { FLAGS, readArguments, USAGE } from "./arguments.ts";
import { checkDatabase } from "./check_database.ts";
import { databaseNamed } from "./databases.ts";
import { moveDatabase } from "./move_database.ts";
import { newMigration } from "./new_migration.ts";

await runProcess({ name: "migrate", usage: USAGE, flags: FLAGS, positionals: true }, async (process, given) => {
  const asked = readArguments(given);
  const database = databaseNamed(asked.database);
  switch (asked.action) {
    case "new":
      return await newMigration(database, asked);
    case "check":
      return await checkDatabase(process, database, asked);
    default:
      return await moveDatabase(process, database, { ...asked, action: asked.action });
  }
});
