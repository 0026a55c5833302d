import { afterAll, beforeAll, describe } from "@std/testing/bdd";
import { manualSearchContract } from "../../application/store/ports/manual_search_contract.ts";
import { manualsContract } from "../../application/store/ports/manuals_contract.ts";
import { MIGRATIONS } from "../../testing/engines/temporary_database.ts";
import "../../testing/engines/leak_checks.ts";
import type { WithManualStore } from "../../testing/fixtures/manual_versions.ts";
import { connectPostgres, type Sql } from "../postgres/core/connect.ts";
import { PostgresManualSearch } from "../postgres/store/manual_search.ts";
import { PostgresManualVectors } from "../postgres/store/manual_vectors.ts";
import { PostgresManuals } from "../postgres/store/manuals.ts";
import { Migrations } from "../postgres/core/migrations.ts";
import { sha256 } from "../system/sha256.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start_postgres.ts";

describe("embedded Postgres manuals with pgvector", () => {
  let postgres: EmbeddedPostgres;
  let sql: Sql;
  beforeAll(async () => {
    postgres = await startEmbeddedPostgres(null);
    sql = connectPostgres({ url: postgres.url, max: 20 });
    await new Migrations(sql, MIGRATIONS).up();
  });
  afterAll(async () => {
    await sql.end({ timeout: 5 });
    await postgres.stop();
  });

  for (const [way, options] of [["comparing all", {}], ["by the index", { exactUpTo: -1 }]] as const) {
    const withStore: WithManualStore = async (work) => {
      await sql`truncate manuals, manual_contents, manual_words restart identity cascade`;
      await work({
        manuals: new PostgresManuals(sql),
        search: new PostgresManualSearch(sql, options),
        vectors: new PostgresManualVectors(sql),
      });
    };
    manualsContract(`embedded Postgres, ${way}`, withStore, sha256);
    manualSearchContract(`embedded Postgres, ${way}`, withStore, sha256);
  }
});
