import { testApiKeys } from "../../../application/shared/api_keys_contract.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { PostgresApiKeys } from "./api_keys.ts";

testApiKeys("in Postgres", async (work) => {
  await using database = await temporaryDatabase();
  await work(new PostgresApiKeys(database.sql));
});
