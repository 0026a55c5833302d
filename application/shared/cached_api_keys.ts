import type { ApiKey } from "../../domain/shared/api_key.ts";
import type { ApiKeys } from "./api_keys.ts";

interface Options {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** For how long an answer holds: a key is revoked within this time. */
  readonly freshMs: number;
  /** For how long a known key opens while the database is unreachable. */
  readonly staleMs: number;
  /** The oldest goes: whoever tries keys must not fill the memory. */
  readonly most: number;
}

interface Found {
  readonly key: ApiKey | null;
  readonly at: number;
}

const DEFAULTS = { freshMs: 2_000, staleMs: 60_000, most: 1_000 } as const;

/** So that a call costs no query. */
export class CachedApiKeys implements Pick<ApiKeys, "find"> {
  readonly #keys: Pick<ApiKeys, "find">;
  readonly #options: Options;
  readonly #found = new Map<string, Found>();

  constructor(keys: Pick<ApiKeys, "find">, options: Pick<Options, "now"> & Partial<Options>) {
    this.#keys = keys;
    this.#options = { ...DEFAULTS, ...options };
  }

  async find(digest: string): Promise<ApiKey | null> {
    const { now, freshMs, staleMs, most } = this.#options;
    const known = this.#found.get(digest);
    if (known && now() - known.at < freshMs) return known.key;
    try {
      const key = await this.#keys.find(digest);
      this.#found.delete(digest);
      this.#found.set(digest, { key, at: now() });
      if (this.#found.size > most) this.#found.delete(this.#found.keys().next().value!);
      return key;
    } catch (error) {
      if (known?.key && now() - known.at < staleMs) return known.key;
      throw error;
    }
  }
}
