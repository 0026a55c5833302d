import { type Command, JSON_FLAG } from "../wiring/process/command_line.ts";
import { daySchema, kindSchema } from "../../domain/store/manuals/manual.ts";
import { MOST_MISSING } from "../../domain/shared/missing_share.ts";
import { storeIdSchema } from "../../domain/shared/store_id.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export type LoadArguments =
  | {
    readonly action: "load";
    readonly paths: readonly string[];
    readonly common: CommonFields;
    /** Share of the manuals that may be withdrawn because their files are gone; `null` withdraws none. */
    readonly mostMissing: number | null;
    readonly json: boolean;
  }
  | { readonly action: "re-embed"; readonly forgetOthers: boolean; readonly json: boolean };

/** For files that do not say otherwise themselves. */
export interface CommonFields {
  readonly kind?: string;
  readonly stores?: readonly string[];
  readonly validFrom?: string;
}

export const LOAD_COMMAND = {
  name: "load-manuals",
  usage: `FOLDER|FILE... [--kind KIND] [--store STORE]... [--valid-from DAY] [--withdraw-missing] [--json]
--re-embed [--forget-others] [--json]`,
  description:
    `Loads manuals and makes them searchable: .md, .html and .docx by their headings, .txt, .hwpx and .pdf by their
numbered articles; other files are listed as skipped. A file's id is its path within the folder without its ending. What
has not changed is left as it is, so the same command goes on where it was interrupted.

.md and .txt may begin with YAML between two lines "---": title, kind, stores, validFrom, manualId.`,
  flags: {
    kind: { type: "string", value: "KIND", about: "a word to filter by (default manual)" },
    store: {
      type: "string",
      value: "STORE",
      multiple: true,
      about: "concerns this store; may be given several times (default: all stores)",
    },
    "valid-from": {
      type: "string",
      value: "DAY",
      about: "the first day on which the texts hold (default: today in Seoul)",
    },
    "withdraw-missing": {
      type: "boolean",
      about:
        `withdraw, from today on, what holds and has no file in the folders any more; with --kind or --store, of that
kind and those stores alone`,
    },
    "most-missing": {
      type: "string",
      value: "SHARE",
      about: "withdraw nothing where more of them are missing (default 20%; one is always withdrawn)",
    },
    "re-embed": {
      type: "boolean",
      about: "give every passage a vector of the configured model, for a change of the model",
    },
    "forget-others": { type: "boolean", about: "and then remove the vectors of other models" },
    json: JSON_FLAG,
  },
  positionals: true,
  examples: [
    ["./manuals --kind returns --store store100", "a folder, for one store"],
    ["./manuals --withdraw-missing", "and withdraws those whose files are gone"],
    ["--re-embed --forget-others", "after EMBEDDINGS or the model has changed"],
  ],
} as const satisfies Command;

interface ParsedArguments {
  readonly values: {
    readonly kind?: string | undefined;
    readonly store?: readonly string[] | undefined;
    readonly "valid-from"?: string | undefined;
    readonly "withdraw-missing"?: boolean | undefined;
    readonly "most-missing"?: string | undefined;
    readonly "re-embed"?: boolean | undefined;
    readonly "forget-others"?: boolean | undefined;
    readonly json?: boolean | undefined;
  };
  readonly positionals: readonly string[];
}

/** Throws `WrongSettings` with one line for each thing that is wrong. */
export function readLoadArguments({ values, positionals }: ParsedArguments): LoadArguments {
  const { kind, store: stores, "valid-from": validFrom, json = false } = values;
  const { "withdraw-missing": withdraws = false, "most-missing": most } = values;
  const problems: string[] = [];
  if (values["re-embed"]) {
    const others = [...positionals, kind, stores, validFrom, withdraws || undefined, most].filter((given) =>
      given !== undefined
    );
    if (others.length > 0) throw new WrongSettings(["--re-embed works on what is loaded: give no files and no fields"]);
    return { action: "re-embed", forgetOthers: values["forget-others"] ?? false, json };
  }
  if (values["forget-others"]) {
    problems.push("--forget-others goes with --re-embed: otherwise nothing could be searched");
  }
  if (positionals.length === 0) {
    problems.push("no file is named: give a folder or files, such as deno task load-manuals ./manuals");
  }
  const check = (flag: string, text: string, parse: (text: string) => boolean, expected: string) => {
    if (!parse(text)) problems.push(`--${flag} is "${text}": expected ${expected}`);
  };
  if (kind !== undefined) {
    check("kind", kind, (text) => kindSchema.safeParse(text).success, "letters, digits, spaces, dots or dashes");
  }
  for (const store of stores ?? []) {
    check("store", store, (text) => storeIdSchema.safeParse(text).success, "a store's id");
  }
  if (validFrom !== undefined) {
    check("valid-from", validFrom, (text) => daySchema.safeParse(text).success, "a day such as 2026-03-02");
  }
  const share = most === undefined ? MOST_MISSING : shareOf(most);
  if (share === null) problems.push(`--most-missing is "${most}": expected 0% to 100%`);
  if (most !== undefined && !withdraws) problems.push("--most-missing goes with --withdraw-missing");
  if (problems.length > 0) throw new WrongSettings(problems);
  const common = { ...(kind ? { kind } : {}), ...(stores ? { stores } : {}), ...(validFrom ? { validFrom } : {}) };
  return { action: "load", paths: positionals, common, mostMissing: withdraws ? share : null, json };
}

function shareOf(text: string): number | null {
  const percent = /^(\d{1,3}(?:\.\d{1,3})?)\s*%$/.exec(text.trim())?.[1];
  return percent === undefined || Number(percent) > 100 ? null : Number(percent) / 100;
}
