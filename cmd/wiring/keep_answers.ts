import { PostgresIdempotentAnswers } from "../../adapters/postgres/core/api/idempotent_answers.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { IdempotentAnswers } from "../../application/shared/idempotent_answers.ts";
import { HOUR_MS } from "../../domain/shared/durations.ts";
import type { Process } from "./process/run_process.ts";

/** Answers are gone an hour after their day at the latest: certificates of erasures say so. */
export function keepAnswers({ log, signal, closing }: Process, sql: Sql): IdempotentAnswers {
  const answers = new PostgresIdempotentAnswers(sql);
  closing.background("old answers", signal, (until) =>
    repeat(
      () => answers.sweep(new Date()),
      HOUR_MS,
      until,
      (error) => log.warn({ reason: reasonOf(error) }, "cannot remove old answers yet"),
    ));
  return answers;
}
