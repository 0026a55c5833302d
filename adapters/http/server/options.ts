export interface HttpOptions {
  /** SHA-256 digests of keys, in hexadecimal. If empty, no key is required. */
  readonly apiKeys?: readonly string[];
  /** Listens on loopback only: a foreign `Host` is refused unless keys are configured. */
  readonly loopback?: boolean;
  /** "any" for a container's port that is published on loopback: the peer is the container network's gateway. */
  readonly peers?: "loopback" | "any";
  /** Of other sites, as `https://shop.example`, whose pages may call the API. */
  readonly corsOrigins?: readonly string[];
  readonly bodyLimit?: number;
  readonly bodyTimeoutMs?: number;
  /** Of a file that is imported, which is kept on disk. */
  readonly importLimit?: number;
  readonly importTimeoutMs?: number;
  /** For each key, or address without a key; `false` for no limit. */
  readonly rateLimit?: { readonly calls: number; readonly windowMs: number } | false;
  readonly stream?: Partial<StreamOptions>;
}

export interface StreamOptions {
  readonly everyMs: number;
  readonly heartbeatMs: number;
  readonly maxListeners: number;
}

export type Settings = Required<Omit<HttpOptions, "stream">> & { readonly stream: StreamOptions };

export function withDefaults(options: HttpOptions): Settings {
  return {
    apiKeys: options.apiKeys ?? [],
    loopback: options.loopback ?? true,
    peers: options.peers ?? "loopback",
    corsOrigins: options.corsOrigins ?? [],
    bodyLimit: options.bodyLimit ?? 1024 * 1024,
    bodyTimeoutMs: options.bodyTimeoutMs ?? 30_000,
    importLimit: options.importLimit ?? 100 * 1024 * 1024,
    importTimeoutMs: options.importTimeoutMs ?? 600_000,
    rateLimit: options.rateLimit ?? { calls: 600, windowMs: 60_000 },
    stream: { everyMs: 1_000, heartbeatMs: 15_000, maxListeners: 100, ...options.stream },
  };
}
