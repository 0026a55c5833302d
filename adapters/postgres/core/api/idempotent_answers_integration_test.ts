import { idempotentAnswersContract } from "../../../../application/shared/idempotent_answers_contract.ts";
import "../../../../testing/engines/leak_checks.ts";
import { temporaryDatabase } from "../../../../testing/engines/temporary_database.ts";
import { PostgresIdempotentAnswers } from "./idempotent_answers.ts";

idempotentAnswersContract("Postgres", async (work) => {
  await using database = await temporaryDatabase();
  await work(new PostgresIdempotentAnswers(database.sql));
});
