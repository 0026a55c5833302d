import { z } from "zod";
import { instant } from "./instant.ts";

/** `admin` covers the others: it erases people and changes grades, accounts and keys. */
export const SCOPES = ["read", "write", "admin"] as const;
export type Scope = typeof SCOPES[number];

export const apiKeySchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,49}$/, "expected small letters, digits, dots, dashes, underscores"),
  scopes: z.array(z.enum(SCOPES)).min(1),
  /** The stores whose addresses it may call, and nothing else; `null` for no such limit. */
  stores: z.array(z.string().min(1)).min(1).nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
}).readonly();

export type ApiKey = z.infer<typeof apiKeySchema>;
export type Access = Pick<ApiKey, "scopes" | "stores">;

export const FULL_ACCESS: Access = { scopes: ["admin"], stores: null };

export function isValidAt({ expiresAt, revokedAt }: ApiKey, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}

/** @param store of the call's address; `null` for an address of no store */
export function mayCall({ scopes, stores }: Access, scope: Scope, store: string | null): "yes" | "scope" | "store" {
  if (!scopes.includes("admin") && !scopes.includes(scope)) return "scope";
  return stores === null || (store !== null && stores.includes(store)) ? "yes" : "store";
}
