import { z } from "zod";
import { type ApiKey, apiKeySchema, SCOPES } from "../../domain/shared/api_key.ts";
import type { Digest } from "../../domain/shared/digest.ts";
import { instant } from "../../domain/shared/instant.ts";
import { parseAs } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { storeIdSchema } from "../../domain/shared/store_id.ts";
import { strictObject } from "../../domain/shared/strict_object.ts";
import type { ApiKeys } from "./api_keys.ts";

export interface ManageKeysDeps {
  readonly keys: ApiKeys;
  readonly digest: Digest;
  readonly newSecret: () => string;
}

export const apiKeyDraftSchema = strictObject("key", {
  name: apiKeySchema.unwrap().shape.name.max(50),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  stores: z.array(storeIdSchema).min(1).max(100).nullable().default(null)
    .describe("The only stores whose addresses it opens"),
  expiresAt: instant.nullable().default(null).describe("From when it opens nothing any more"),
});

/** The secret is in the answer, and kept nowhere. Throws `Outage`. */
export async function addApiKey(
  { keys, digest, newSecret }: ManageKeysDeps,
  raw: unknown,
  now: Date,
): Promise<Result<ApiKey & { readonly key: string }>> {
  const draft = parseAs(apiKeyDraftSchema, raw, "key");
  if (!draft.ok) return draft;
  const { stores, expiresAt } = draft.value;
  const scopes = [...new Set(draft.value.scopes)];
  if (stores !== null && scopes.includes("admin")) return invalid("stores: an admin is of no store");
  if (expiresAt !== null && expiresAt <= now) return invalid("expiresAt: expected a time to come");
  const key: ApiKey = { ...draft.value, scopes, createdAt: now, revokedAt: null };
  const secret = newSecret();
  if (await keys.add(key, digest(secret)) === "name_taken") {
    return refused({
      code: "key_name_taken",
      message: `Cannot add the key ${key.name}: there is one; revoke it first, or take another name`,
    });
  }
  return accepted({ ...key, key: secret });
}

/** Throws `Outage`. */
export async function revokeApiKey(
  { keys }: Pick<ManageKeysDeps, "keys">,
  name: string,
  now: Date,
): Promise<Result<{ readonly name: string; readonly revokedAt: Date }>> {
  if (await keys.revoke(name, now)) return accepted({ name, revokedAt: now });
  return refused({
    code: "unknown_key",
    message: `Cannot revoke the key ${name}: there is none of this name that is not revoked`,
  });
}

function invalid(detail: string): Result<never> {
  return refused({ code: "invalid_input", message: `Cannot read the key: ${detail}`, details: [detail] });
}
