import { assertRejects } from "@std/assert";
import pino from "pino";
import prom from "prom-client";
import { temporaryDatabase } from "../../testing/engines/temporary_database.ts";
import { uniqueName } from "../../testing/engines/unique_name.ts";
import { parseConfig } from "../wiring/config/config.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { Closing } from "../wiring/process/closing.ts";
import { Health } from "../wiring/process/health.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { openDatabases } from "./open_databases.ts";

Deno.test("openDatabases refuses a database that does not store every script, before anything is made in it", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  for (const encoding of ["LATIN1", "EUC_KR", "SQL_ASCII"]) {
    const name = uniqueName("db");
    await database.sql.unsafe(`create database ${name} encoding '${encoding}' locale 'C' template template0`);
    try {
      await using closing = new Closing();
      const process = {
        config: parseConfig({ DATABASE_URL: Object.assign(new URL(database.url), { pathname: `/${name}` }).href }),
        log: pino({ level: "silent" }),
        health: new Health(new prom.Registry()),
        closing,
        fail: (error: unknown) => {
          throw error;
        },
      } as unknown as Process;
      await assertRejects(() => openDatabases(process, undefined), WrongSettings, `has the encoding ${encoding}`);
    } finally {
      await database.sql.unsafe(`drop database ${name} with (force)`);
    }
  }
});
