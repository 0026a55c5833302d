import { type Command, JSON_FLAG } from "../wiring/process/command_line.ts";
import { timeFlag } from "../wiring/config/flags.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export const RETENTION_COMMAND = {
  name: "retention",
  usage: "[--dry-run] [--as-of TIME] [--json]",
  description:
    `Deletes and archives old data. Deletes identifications of years that ended more than five years ago from Postgres,
and customers without identifications and not seen since; creates the partitions of the coming years. Moves events older
than a year from DynamoDB into the archive (ARCHIVE_BUCKET, in the storage class GLACIER; without, a folder in DATA_DIR),
encrypted. It may be interrupted at any time and continues when run again. Run it once a day.`,
  flags: {
    "dry-run": { type: "boolean", about: "report what would be deleted and archived, change nothing" },
    "as-of": {
      type: "string",
      value: "TIME",
      about:
        `as if it were then: a day or time such as 2026-03-02 or 2026-03-02T12:00:00Z, not in the future except with
--dry-run`,
    },
    json: JSON_FLAG,
  },
  examples: [
    ["--dry-run", "what would leave today"],
    ["--dry-run --as-of 2031-01-01 --json", "what would leave then, as JSON"],
  ],
} as const satisfies Command;

export interface RetentionArguments {
  readonly asOf: Date;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Rejects a future date unless it is a dry run: what is deleted can't be restored. */
export function readRetentionArguments(
  values: { readonly [flag in keyof typeof RETENTION_COMMAND["flags"]]?: string | boolean | undefined },
  now: Date,
): RetentionArguments {
  const dryRun = values["dry-run"] === true;
  const asOf = timeFlag("as-of", values["as-of"] as string | undefined, now);
  if (asOf > now && !dryRun) {
    throw new WrongSettings([
      `--as-of is "${
        values["as-of"]
      }", in the future: only --dry-run may look ahead, since deleted data can't be restored`,
    ]);
  }
  return { asOf, dryRun, json: values.json === true };
}
