import { spaceOf } from "../../../adapters/openai/defaults.ts";
import { importOnDemand } from "../../../adapters/system/asset_url.ts";
import { LexicalEmbedder } from "../../../adapters/system/lexical_embedder.ts";
import type { Embedder } from "../../../application/shared/embedder.ts";
import { onceSuccessful } from "../../../application/shared/single_flight.ts";
import type { Process } from "../process/run_process.ts";

export function openEmbedder({ config: { embedding }, log }: Pick<Process, "config" | "log">): Embedder {
  if (embedding.kind === "lexical") return new LexicalEmbedder();
  const { model, dimensions } = embedding;
  const open = onceSuccessful(async () => {
    const { OpenAIEmbedder } = await importOnDemand<typeof import("../../../adapters/openai/embedder.ts")>(
      "adapters/openai/embedder.ts",
    );
    return new OpenAIEmbedder({
      ...embedding,
      onRetry: (reason, attempt) => log.warn({ attempt, reason }, "asking the embeddings service again"),
    });
  });
  return {
    space: spaceOf(model, dimensions),
    dimensions,
    kind: "semantic",
    embed: async (texts, signal) => await (await open()).embed(texts, signal),
  };
}
