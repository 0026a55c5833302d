import { manualSearchContract } from "../../../application/store/ports/manual_search_contract.ts";
import { manualsContract } from "../../../application/store/ports/manuals_contract.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import type { WithManualStore } from "../../../testing/fixtures/manual_versions.ts";
import { sha256 } from "../../system/sha256.ts";
import { PostgresManualSearch } from "./manual_search.ts";
import { PostgresManualVectors } from "./manual_vectors.ts";
import { PostgresManuals } from "./manuals.ts";

for (const [way, options] of [["comparing all", {}], ["by the index", { exactUpTo: -1 }]] as const) {
  const withStore: WithManualStore = async (work) => {
    await using database = await temporaryDatabase();
    const { sql } = database;
    await work({
      manuals: new PostgresManuals(sql),
      search: new PostgresManualSearch(sql, options),
      vectors: new PostgresManualVectors(sql),
    });
  };
  manualsContract(`Postgres, ${way}`, withStore, sha256);
  manualSearchContract(`Postgres, ${way}`, withStore, sha256);
}
