import type { ManualDeps } from "../../adapters/http/store/manual_routes.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { ManualReader } from "../../adapters/files/manuals/manual_reader.ts";
import { PostgresManualSearch } from "../../adapters/postgres/store/manual_search.ts";
import { PostgresManuals } from "../../adapters/postgres/store/manuals.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { openEmbedder } from "./engines/embedder.ts";
import type { Process } from "./process/run_process.ts";

export function openManuals(process: Process, sql: Sql): ManualDeps & { readonly reader: ManualReader } {
  const reader = process.closing.use(new ManualReader());
  return {
    reader,
    manuals: new PostgresManuals(sql),
    search: new PostgresManualSearch(sql),
    embedder: openEmbedder(process),
    readBlocks: reader.readBlocks,
    digest: sha256,
  };
}
