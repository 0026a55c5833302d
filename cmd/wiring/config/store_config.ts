import { z } from "zod";
import { DEFAULT_DIMENSIONS, DEFAULT_MODEL } from "../../../adapters/openai/defaults.ts";
import { type Env, readSettings, wholeNumber, WrongSettings } from "./settings.ts";

export type EmbeddingConfig = { readonly kind: "lexical" } | OpenAIConfig;

interface OpenAIConfig {
  readonly kind: "openai";
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly dimensions: number;
  readonly callsPerMinute: number;
}

const choice = z.object({
  EMBEDDINGS: z.enum(["words", "openai"], { error: "expected words or openai" }).optional(),
  EMBEDDING_MODEL: z.string().max(100).optional(),
  EMBEDDING_DIMENSIONS: wholeNumber(1, DEFAULT_DIMENSIONS).default(DEFAULT_DIMENSIONS),
  EMBEDDING_CALLS_PER_MINUTE: wholeNumber(1, 1_000_000).default(3_000),
});

/** Of other programs too: read, and found wrong, only where EMBEDDINGS chose the service. */
const service = z.object({
  // Sent as a header: a line break would be an error that shows the key.
  OPENAI_API_KEY: z.string().regex(/^[\x21-\x7e]+$/, "expected a key as the service shows it, without spaces")
    .optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: "expected http:// or https:// and the address of the API" })
    .default("https://api.openai.com/v1"),
});

export const STORE_SETTINGS: readonly string[] = [choice, service].flatMap(({ shape }) => Object.keys(shape));

/** A service of one's own may need no key. Throws `WrongSettings`. */
export function parseEmbeddingConfig(env: Env): EmbeddingConfig {
  const s = readSettings(choice, env);
  if (s.EMBEDDING_MODEL && !s.EMBEDDINGS) {
    throw new WrongSettings([
      "EMBEDDINGS is not set: EMBEDDING_MODEL is, which means nothing without EMBEDDINGS=openai",
    ]);
  }
  if (s.EMBEDDINGS !== "openai") return { kind: "lexical" };
  const { OPENAI_API_KEY, OPENAI_BASE_URL } = readSettings(service, env);
  if (!OPENAI_API_KEY && !env.OPENAI_BASE_URL) {
    throw new WrongSettings([
      "OPENAI_API_KEY is not set: EMBEDDINGS=openai needs it, unless OPENAI_BASE_URL needs none",
    ]);
  }
  return {
    kind: "openai",
    apiKey: OPENAI_API_KEY ?? "none",
    baseUrl: OPENAI_BASE_URL.replace(/\/+$/, ""),
    model: s.EMBEDDING_MODEL ?? DEFAULT_MODEL,
    dimensions: s.EMBEDDING_DIMENSIONS,
    callsPerMinute: s.EMBEDDING_CALLS_PER_MINUTE,
  };
}
