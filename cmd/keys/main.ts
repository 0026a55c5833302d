import { newApiKey } from "../../adapters/system/new_api_key.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { PostgresApiKeys } from "../../adapters/postgres/core/api_keys.ts";
import { openMigratedDatabase } from "../wiring/engines/postgres.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { KEYS_COMMAND, readKeysArguments } from "./arguments.ts";
import { runKeys } from "./run_keys.ts";

await runProcess(KEYS_COMMAND, async (process, parsed) => {
  const now = new Date();
  const args = readKeysArguments(parsed, now);
  const sql = await openMigratedDatabase(process, "keys");
  const secret = newApiKey();
  const { status, text } = await runKeys({ keys: new PostgresApiKeys(sql), digest: sha256 }, args, { now, secret });
  console.log(text);
  return status;
});
