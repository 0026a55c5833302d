import type { ManualDeps } from "../../adapters/http/store/manual_routes.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { readBlocks } from "../../adapters/markdown/read_blocks.ts";
import { PostgresManualSearch } from "../../adapters/postgres/manual_search.ts";
import { PostgresManuals } from "../../adapters/postgres/manuals.ts";
import type { Sql } from "../../adapters/postgres/connect.ts";
import { openEmbedder } from "./open_embedder.ts";
import type { Process } from "./run_process.ts";

/** The manuals in the shop's database, and what turns their texts into vectors. */
export function openManuals(process: Process, sql: Sql): ManualDeps {
  return {
    manuals: new PostgresManuals(sql),
    search: new PostgresManualSearch(sql),
    embedder: openEmbedder(process),
    readBlocks,
    digest: sha256,
  };
}
