import { z } from "zod";
import { DEFAULT_DIMENSIONS, DEFAULT_MODEL } from "../../../adapters/openai/defaults.ts";
import { type Env, readSettings, wholeNumber } from "./settings.ts";

export type EmbeddingConfig = { readonly kind: "lexical" } | OpenAIConfig;

interface OpenAIConfig {
  readonly kind: "openai";
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly dimensions: number;
  readonly callsPerMinute: number;
}

const settings = z.object({
  // Sent as a header: a line break would be an error that shows the key.
  OPENAI_API_KEY: z.string().regex(/^[\x21-\x7e]+$/, "expected a key as the service shows it, without spaces")
    .optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: "expected http:// or https:// and the address of the API" })
    .default("https://api.openai.com/v1"),
  EMBEDDING_MODEL: z.string().max(100).default(DEFAULT_MODEL),
  EMBEDDING_DIMENSIONS: wholeNumber(1, DEFAULT_DIMENSIONS).default(DEFAULT_DIMENSIONS),
  EMBEDDING_CALLS_PER_MINUTE: wholeNumber(1, 1_000_000).default(3_000),
});

export const STORE_SETTINGS: readonly string[] = Object.keys(settings.shape);

/** A key selects the service; a local service that needs none is given any. */
export function parseEmbeddingConfig(env: Env): EmbeddingConfig {
  const s = readSettings(settings, env);
  if (s.OPENAI_API_KEY === undefined) return { kind: "lexical" };
  return {
    kind: "openai",
    apiKey: s.OPENAI_API_KEY,
    baseUrl: s.OPENAI_BASE_URL.replace(/\/+$/, ""),
    model: s.EMBEDDING_MODEL,
    dimensions: s.EMBEDDING_DIMENSIONS,
    callsPerMinute: s.EMBEDDING_CALLS_PER_MINUTE,
  };
}
