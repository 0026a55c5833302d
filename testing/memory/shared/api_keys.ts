import type { ApiKeys } from "../../../application/shared/api_keys.ts";
import type { ApiKey } from "../../../domain/shared/api_key.ts";

export class MemoryApiKeys implements ApiKeys {
  readonly #keys = new Map<string, ApiKey>();

  find(digest: string): Promise<ApiKey | null> {
    return Promise.resolve(this.#keys.get(digest) ?? null);
  }

  add(key: ApiKey, digest: string): Promise<"added" | "name_taken"> {
    const isTaken = [...this.#keys.values()].some(({ name, revokedAt }) => name === key.name && revokedAt === null);
    if (!isTaken) this.#keys.set(digest, key);
    return Promise.resolve(isTaken ? "name_taken" : "added");
  }

  revoke(name: string, at: Date): Promise<boolean> {
    const found = [...this.#keys].find(([, key]) => key.name === name && key.revokedAt === null);
    if (found) this.#keys.set(found[0], { ...found[1], revokedAt: at });
    return Promise.resolve(found !== undefined);
  }

  list(): Promise<ApiKey[]> {
    return Promise.resolve(
      [...this.#keys.values()].sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : +a.createdAt - +b.createdAt),
    );
  }
}
