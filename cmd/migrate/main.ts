import { runProcess } from "../wiring/process/run_process.ts";
import { MIGRATE_COMMAND, readArguments } from "./arguments.ts";
import { checkDatabases } from "./check_databases.ts";
import { decideIds } from "./decide_ids.ts";
import { moveDatabases } from "./move_databases.ts";
import { newMigration } from "./new_migration.ts";

await runProcess(MIGRATE_COMMAND, async (process, given) => {
  const asked = readArguments(given);
  switch (asked.action) {
    case "new":
      return await newMigration(asked);
    case "ids":
      return await decideIds(process, asked);
    case "check":
      return await checkDatabases(process, asked);
    default:
      return await moveDatabases(process, { ...asked, action: asked.action });
  }
});
