import type { ApiKeys } from "../../application/shared/api_keys.ts";
import { type ApiKey, isValidAt } from "../../domain/shared/api_key.ts";
import type { Digest } from "../../domain/shared/digest.ts";
import { table } from "../wiring/process/table.ts";
import type { KeysArguments } from "./arguments.ts";

interface Outcome {
  readonly status: number;
  readonly text: string;
}

/** @param secret the key to be made, which is shown here and never again */
export async function runKeys(
  { keys, digest }: { readonly keys: ApiKeys; readonly digest: Digest },
  args: KeysArguments,
  { now, secret }: { readonly now: Date; readonly secret: string },
): Promise<Outcome> {
  const { json } = args;
  switch (args.action) {
    case "add": {
      const { key } = args;
      if (await keys.add(key, digest(secret)) === "name_taken") {
        const message = `There is a key ${key.name}: revoke it first, or take another name`;
        return { status: 1, text: json ? JSON.stringify({ code: "name_taken", message }) : message };
      }
      if (json) return { status: 0, text: JSON.stringify({ ...key, key: secret }) };
      return { status: 0, text: `${secret}\n\nThe key ${key.name}, shown this once: Authorization: Bearer ${secret}` };
    }
    case "revoke": {
      const revoked = await keys.revoke(args.name, now);
      const message = revoked ? `${args.name} is revoked` : `There is no key ${args.name} that is not revoked`;
      return { status: revoked ? 0 : 1, text: json ? JSON.stringify({ name: args.name, revoked }) : message };
    }
    case "list": {
      const all = await keys.list();
      return { status: 0, text: json ? JSON.stringify({ items: all }) : listed(all, now) };
    }
    default:
      return args satisfies never;
  }
}

function listed(all: readonly ApiKey[], now: Date): string {
  if (all.length === 0) return "There is no key besides those in API_KEYS.";
  const columns = ["NAME", "SCOPES", "STORES", "MADE", "STATE"].map((title) => ({ title }));
  return table(
    columns,
    all.map((key) => [
      key.name,
      key.scopes.join(","),
      key.stores?.join(",") ?? "-",
      key.createdAt.toISOString().slice(0, 10),
      stateOf(key, now),
    ]),
  );
}

function stateOf(key: ApiKey, now: Date): string {
  if (key.revokedAt !== null) return `revoked ${key.revokedAt.toISOString().slice(0, 10)}`;
  if (!isValidAt(key, now)) return "expired";
  return key.expiresAt === null ? "valid" : `valid until ${key.expiresAt.toISOString()}`;
}
