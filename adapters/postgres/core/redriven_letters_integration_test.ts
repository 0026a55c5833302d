import { redrivenLettersContract } from "../../../application/shared/redriven_letters_contract.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { PostgresRedrivenLetters } from "./redriven_letters.ts";

redrivenLettersContract("Postgres", async (work) => {
  await using database = await temporaryDatabase();
  await work(new PostgresRedrivenLetters(database.sql));
});
