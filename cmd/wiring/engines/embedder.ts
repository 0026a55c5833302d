import { OpenAIEmbedder } from "../../../adapters/openai/embedder.ts";
import { LexicalEmbedder } from "../../../adapters/system/lexical_embedder.ts";
import type { Embedder } from "../../../application/shared/embedder.ts";
import type { Process } from "../process/run_process.ts";

export function openEmbedder({ config: { embedding }, log }: Pick<Process, "config" | "log">): Embedder {
  if (embedding.kind === "lexical") return new LexicalEmbedder();
  return new OpenAIEmbedder({
    ...embedding,
    onRetry: (reason, attempt) => log.warn({ attempt, reason }, "asking the embeddings service again"),
  });
}
