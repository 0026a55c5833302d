import { PostgresMembership } from "../../adapters/postgres/commerce/membership.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { type GradesUpdated, updateGrades } from "../../application/commerce/update_grades.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { Process } from "./process/run_process.ts";

/** One run: who has earned which grade by `asOf`. */
export async function runGrades(
  { log, metrics, signal }: Process,
  sql: Sql,
  asOf: Date,
): Promise<GradesUpdated | "busy"> {
  const result = await updateGrades({ membership: new PostgresMembership(sql) }, { asOf, signal });
  if (result === "busy") {
    log.info("another process is updating the grades");
    return result;
  }
  metrics.gradeChanges.inc({ direction: "up" }, result.promoted);
  metrics.gradeChanges.inc({ direction: "down" }, result.demoted);
  log.info(result, "grades updated");
  return result;
}

/** A run now and every GRADE_UPDATE_INTERVAL seconds, divided by `speed`, until the process is asked to stop. */
export async function keepGrades(process: Process, sql: Sql, speed = 1): Promise<void> {
  const { config, log, signal } = process;
  await repeat(
    () => runGrades(process, sql, new Date()),
    config.gradeIntervalSeconds * 1_000 / speed,
    signal,
    (error) => log.warn({ reason: reasonOf(error) }, "cannot update the grades yet"),
  );
}
