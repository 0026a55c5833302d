import type { ManualDeps } from "../../adapters/http/store/manual_routes.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { readBlocks } from "../../adapters/files/manuals/read_blocks.ts";
import { PostgresManualSearch } from "../../adapters/postgres/store/manual_search.ts";
import { PostgresManuals } from "../../adapters/postgres/store/manuals.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { openEmbedder } from "./engines/embedder.ts";
import type { Process } from "./process/run_process.ts";

export function openManuals(process: Process, sql: Sql): ManualDeps {
  return {
    manuals: new PostgresManuals(sql),
    search: new PostgresManualSearch(sql),
    embedder: openEmbedder(process),
    readBlocks,
    digest: sha256,
  };
}
