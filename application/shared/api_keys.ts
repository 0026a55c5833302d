import type { ApiKey } from "../../domain/shared/api_key.ts";

/** Keys are kept as their SHA-256, in hexadecimal. All throw `Outage`. */
export interface ApiKeys {
  /** Revoked and expired ones too; `null` for an unknown one. */
  find(digest: string): Promise<ApiKey | null>;
  /** "name_taken" by a key that is not revoked. */
  add(key: ApiKey, digest: string): Promise<"added" | "name_taken">;
  /** Returns whether a key of this name was valid until now. */
  revoke(name: string, at: Date): Promise<boolean>;
  /** By name, then the oldest first. */
  list(): Promise<ApiKey[]>;
}
