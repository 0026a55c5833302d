import { keepGrades, runGrades } from "../wiring/commerce/keep_current.ts";
import { timeFlag } from "../wiring/config/flags.ts";
import { openDatabase } from "../wiring/engines/postgres.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { GRADE_UPDATER_COMMAND } from "./arguments.ts";

await runProcess(GRADE_UPDATER_COMMAND, async (process, { values }) => {
  const asOf = timeFlag("as-of", values["as-of"], null);
  if (asOf && !values.once) {
    throw new WrongSettings(["--as-of goes with --once: a run for a time in the past is a single one"]);
  }
  const sql = await openDatabase(process, "grade-updater");
  if (!values.once) return await keepGrades(process, sql);
  const result = await runGrades(process, sql, asOf ?? new Date());
  if (values.json) console.log(JSON.stringify(result === "busy" ? { busy: true } : result));
  else if (result === "busy") console.log("Another process is updating the grades.");
  else {console.log(
      `${result.members} members: ${result.promoted} promoted, ${result.demoted} demoted, as of ${result.asOf.toISOString()}`,
    );}
  return result === "busy" ? 1 : 0;
});
