import { timeFlag } from "../wiring/config/flags.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export const RETENTION_COMMAND = {
  name: "retention",
  usage: `[--dry-run] [--as-of TIME] [--json]
Lets go what is too old. Identifications of years that ended more than five years ago leave Postgres, and customers who have
none and were not seen since; the partitions of the coming years are added. Events older than a year are carried from
DynamoDB into the archive (ARCHIVE_BUCKET, in the storage class GLACIER; without, a folder in DATA_DIR), encrypted. It may be
interrupted at any moment; run again, it goes on. Run it once a day.
  --dry-run       say what would leave, change nothing
  --as-of TIME    as if it were then: a day or time such as 2026-03-02 or 2026-03-02T12:00:00Z, not in the future
                  except with --dry-run
  --json          print one JSON document and no progress`,
  flags: { "dry-run": { type: "boolean" }, "as-of": { type: "string" }, json: { type: "boolean" } },
} as const;

export interface RetentionArguments {
  readonly asOf: Date;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Nothing leaves before its time: what has gone does not come back by correcting a date. */
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
      }", in the future: only --dry-run may look ahead, since what leaves does not come back`,
    ]);
  }
  return { asOf, dryRun, json: values.json === true };
}
