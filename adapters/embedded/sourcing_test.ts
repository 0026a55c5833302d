import { afterAll, beforeAll, describe } from "@std/testing/bdd";
import { crossDatabaseOutboxContract } from "../../application/sourcing/ports/outbox_contract.ts";
import { supplierJournalContract } from "../../application/sourcing/ports/suppliers_contract.ts";
import { migrationsOf } from "../../testing/engines/temporary_database.ts";
import "../../testing/engines/leak_checks.ts";
import { sourceOn } from "../../testing/ports/postgres_source.ts";
import { connectPostgres, type Sql } from "../postgres/core/connect.ts";
import { Migrations } from "../postgres/core/migrations.ts";
import { asDatabase } from "../postgres/sourcing/database.ts";
import { DatabaseTemplates } from "./database_templates.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start_postgres.ts";

describe("embedded source database", () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  let sql: Sql;
  beforeAll(async () => {
    folder = await Deno.makeTempDir();
    await using templates = new DatabaseTemplates(null);
    await templates.prepare(`${folder}/postgres`, { name: "source", fill: () => Promise.resolve() });
    postgres = await startEmbeddedPostgres(`${folder}/postgres`);
    sql = connectPostgres({ url: postgres.url, max: 20 });
    await new Migrations(sql, migrationsOf("source")).up();
  });
  afterAll(async () => {
    await sql.end({ timeout: 5 });
    await postgres.stop();
    await Deno.remove(folder, { recursive: true });
  });
  const open = async () => {
    await sql`truncate supplier_accounts, outbox cascade`;
    return await sourceOn(asDatabase(sql, "source"), () => Promise.resolve(), { singleSession: true });
  };

  supplierJournalContract("embedded Postgres", open);
  crossDatabaseOutboxContract("embedded Postgres", open);
});
