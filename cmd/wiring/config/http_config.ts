import { z } from "zod";
import { isLoopback } from "../../../domain/shared/is_loopback.ts";
import { commaList, type Env, flag, readSettings, wholeNumber, WrongSettings } from "./settings.ts";

export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  /** SHA-256 digests, hexadecimal. */
  readonly apiKeys: readonly string[];
  /** Only this machine reaches the address, or the settings say so, as of a container's port published on loopback. */
  readonly loopbackOnly: boolean;
  /** Whose peers are not on loopback although nobody else reaches it. */
  readonly publishedOnLoopback: boolean;
  /** Of other sites, whose pages may call the API. */
  readonly corsOrigins: readonly string[];
  readonly bodyLimitBytes: number;
  readonly importLimitBytes: number;
  readonly requestsPerMinute: number;
  /** `null`: as many as the process may open files for. */
  readonly connections: { readonly total: number | null; readonly perAddress: number | null };
  /** Of a process without an API; `null`: any free port. */
  readonly probePort: number | null;
  /** Sent by commands that call an API; `null`: none. */
  readonly clientKey: string | null;
}

const settings = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: wholeNumber(0, 65535).default(8000),
  METRICS_PORT: wholeNumber(0, 65535).optional(),
  PUBLISHED_ON_LOOPBACK: flag.default(false),
  API_KEYS: z.string().default("").transform(commaList).refine(
    (keys) => keys.every((key) => /^[0-9a-f]{64}$/.test(key)),
    'expected SHA-256 digests in hexadecimal, made with: printf %s "$KEY" | sha256sum',
  ),
  API_KEY: z.string().regex(/^[\x21-\x7e]+$/, "expected a key without spaces, in ASCII").optional(),
  CORS_ORIGINS: z.string().default("").transform(commaList).refine(
    (origins) => origins.every(isWebOrigin),
    "expected origins without a path, such as https://shop.example, separated by commas",
  ),
  BODY_LIMIT_BYTES: wholeNumber(1_024, 100_000_000).default(1_048_576),
  IMPORT_LIMIT_BYTES: wholeNumber(1_024, 10_000_000_000).default(104_857_600),
  RATE_LIMIT_PER_MINUTE: wholeNumber(1, 10_000_000).default(6_000),
  CONNECTION_LIMIT: wholeNumber(1, 1_000_000).optional(),
  CONNECTION_LIMIT_PER_ADDRESS: wholeNumber(1, 1_000_000).optional(),
});

export const HTTP_SETTINGS: readonly string[] = Object.keys(settings.shape);

export function parseHttpConfig(env: Env): HttpConfig {
  const s = readSettings(settings, env);
  return {
    host: s.HOST,
    port: s.PORT,
    apiKeys: s.API_KEYS,
    loopbackOnly: isLoopback(s.HOST) || s.PUBLISHED_ON_LOOPBACK,
    publishedOnLoopback: s.PUBLISHED_ON_LOOPBACK,
    corsOrigins: s.CORS_ORIGINS,
    bodyLimitBytes: s.BODY_LIMIT_BYTES,
    importLimitBytes: s.IMPORT_LIMIT_BYTES,
    requestsPerMinute: s.RATE_LIMIT_PER_MINUTE,
    connections: { total: s.CONNECTION_LIMIT ?? null, perAddress: s.CONNECTION_LIMIT_PER_ADDRESS ?? null },
    probePort: s.METRICS_PORT ?? null,
    clientKey: s.API_KEY ?? null,
  };
}

/** As browsers send it: no path, no name or port that could be written otherwise. */
function isWebOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** An API that others can reach must ask for a key. Throws `WrongSettings`. */
export function requireKeysBeyondLoopback({ http }: { readonly http: HttpConfig }): void {
  if (http.loopbackOnly || http.apiKeys.length > 0) return;
  throw new WrongSettings([
    `API_KEYS is not set: HOST=${http.host} can be reached from other machines, so calls need a key; ` +
    "set API_KEYS to its SHA-256 digest, or HOST to 127.0.0.1",
  ]);
}
