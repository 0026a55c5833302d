import type { ManualDeps } from "../../adapters/http/store/manual_routes.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { readBlocks } from "../../adapters/files/manuals/read_blocks.ts";
import { PostgresManualSearch } from "../../adapters/postgres/store/manual_search.ts";
import { PostgresManuals } from "../../adapters/postgres/store/manuals.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import type { Process } from "./process/run_process.ts";
import { OpenAIEmbedder } from "../../adapters/openai/embedder.ts";
import { LexicalEmbedder } from "../../adapters/system/lexical_embedder.ts";
import type { Embedder } from "../../application/shared/embedder.ts";

export function openManuals(process: Process, sql: Sql): ManualDeps {
  return {
    manuals: new PostgresManuals(sql),
    search: new PostgresManualSearch(sql),
    embedder: openEmbedder(process),
    readBlocks,
    digest: sha256,
  };
}

/** The configured service; without a key, this program's embedder by words alone. */
export function openEmbedder({ config: { embedding }, log }: Pick<Process, "config" | "log">): Embedder {
  if (embedding.kind === "lexical") return new LexicalEmbedder();
  return new OpenAIEmbedder({
    ...embedding,
    onRetry: (reason, attempt) => log.warn({ attempt, reason }, "asking the embeddings service again"),
  });
}
