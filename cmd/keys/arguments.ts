import { type Command, JSON_REPORT_FLAG } from "../wiring/process/command_line.ts";
import { type ApiKey, apiKeySchema, type Scope, SCOPES } from "../../domain/shared/api_key.ts";
import { storeIdSchema } from "../../domain/shared/store_id.ts";
import { dayNumberOf, startOfDay } from "../../domain/commerce/seoul_time.ts";
import { commaList, WrongSettings } from "../wiring/config/settings.ts";
import { timeFlag } from "../wiring/config/flags.ts";

export const KEYS_COMMAND = {
  name: "keys",
  usage: `add NAME --scopes read,write [--stores ID,ID] [--expires DAY] [--json]
list [--json]
revoke NAME [--json]`,
  description:
    `Makes, lists and revokes keys of the API, for processes that ask for keys (API_KEYS is set). A key is shown once,
when it is made; the database holds its digest. A running API takes it at once, and refuses it within two seconds of
revoking.`,
  words: {
    add: "make the key NAME, and show it",
    list: "every key: its name, scopes, stores, and when it was made, expires and was revoked",
    revoke: "refuse the key NAME from now on",
  },
  flags: {
    scopes: {
      type: "string",
      value: "LIST",
      about: "read: what is there; write: orders, sales, detections; admin: erasing people, grades, accounts",
    },
    stores: { type: "string", value: "ID,ID", about: "only addresses of these stores (default: all)" },
    expires: { type: "string", value: "DAY", about: "the day or time from which it no longer opens (default: never)" },
    json: JSON_REPORT_FLAG,
  },
  positionals: true,
  examples: [
    ["add till-1 --scopes read,write --stores store100", "a key for one store's till"],
    ["revoke till-1", "the till's key opens nothing any more"],
  ],
} as const satisfies Command;

export type KeysArguments =
  & { readonly json: boolean }
  & (
    | { readonly action: "add"; readonly key: ApiKey }
    | { readonly action: "list" }
    | { readonly action: "revoke"; readonly name: string }
  );

interface Parsed {
  readonly values: {
    readonly scopes?: string | undefined;
    readonly stores?: string | undefined;
    readonly expires?: string | undefined;
    readonly json?: boolean | undefined;
  };
  readonly positionals: readonly string[];
}

/** Throws `WrongSettings`. */
export function readKeysArguments({ values, positionals }: Parsed, now: Date): KeysArguments {
  const { scopes, stores, expires, json = false } = values;
  const [action, name, ...more] = positionals;
  if (more.length > 0) throw new WrongSettings([`"${more.join(" ")}" is too many: one key at a time`]);
  if (action !== "add" && (scopes ?? stores ?? expires) !== undefined) {
    throw new WrongSettings(["--scopes, --stores and --expires go with add alone"]);
  }
  switch (action) {
    case "add":
      return { action, json, key: keyOf(nameOf(name), { scopes, stores, expires }, now) };
    case "list":
      if (name !== undefined) throw new WrongSettings([`"${name}" is too many: list shows every key`]);
      return { action, json };
    case "revoke":
      return { action, json, name: nameOf(name) };
    default:
      throw new WrongSettings([`${action ?? "nothing"} is no action: expected add, list or revoke`]);
  }
}

function nameOf(name: string | undefined): string {
  const parsed = apiKeySchema.unwrap().shape.name.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new WrongSettings([`NAME is ${name ?? "missing"}: expected small letters, digits, dots, dashes, underscores`]);
}

function keyOf(name: string, { scopes, stores, expires }: Parsed["values"], now: Date): ApiKey {
  const wrong: string[] = [];
  const asked = commaList(scopes ?? "");
  const unknown = asked.filter((scope) => !(SCOPES as readonly string[]).includes(scope));
  if (asked.length === 0 || unknown.length > 0) {
    wrong.push(`--scopes is ${scopes ?? "missing"}: expected some of ${SCOPES.join(", ")}, separated by commas`);
  }
  const ids = stores === undefined ? null : commaList(stores);
  if (ids?.length === 0 || ids?.some((id) => !storeIdSchema.safeParse(id).success)) {
    wrong.push(`--stores is "${stores}": expected ids of stores, separated by commas`);
  }
  if (ids !== null && asked.includes("admin")) wrong.push("--stores goes with read and write: an admin is of no store");
  const day = expires === undefined ? null : dayNumberOf(expires);
  const expiresAt = day === null ? timeFlag("expires", expires, null) : startOfDay(day);
  if (expiresAt !== null && expiresAt <= now) wrong.push(`--expires is "${expires}": expected a time to come`);
  if (wrong.length > 0) throw new WrongSettings(wrong);
  const own = [...new Set(asked)] as Scope[];
  return { name, scopes: own, stores: ids, createdAt: now, expiresAt, revokedAt: null };
}
