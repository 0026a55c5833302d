import { FEEDBACK_KEPT_DAYS, LEARNED_FROM_DAYS, READINGS_KEPT_DAYS } from "../../domain/identity/retention.ts";
import { type StoreId, storeIdSchema } from "../../domain/shared/store_id.ts";
import { type Command, JSON_FLAG } from "../wiring/process/command_line.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export const LEARN_COMMAND = {
  name: "learn-confidence",
  usage: `--store ID [--since 14d] [--json]
recalibrate --store ID [--json]
list --store ID [--json]
rollback --store ID [--json]`,
  description:
    `Learns the confidence model of one store from what phones received there, without labels. The store's plan, the
positions of its beacons, is in CONFIDENCE_PARAMETERS_FILE. The learned parameters get a version; they go live only if
readings that were held back are more likely by them and their answers are no less reliable. Running processes use them within fifteen seconds. start and the retention container do it for every store
once a day. A store with a survey in CONFIDENCE_PARAMETERS_FILE keeps its own parameters. Every store, also one without a
plan, can be recalibrated by what was told of its identifications.`,
  words: {
    recalibrate:
      `scale the confidence by what POST /v1/identities/{id}/feedback told in ${FEEDBACK_KEPT_DAYS} days; live only if
labels that were held back are better calibrated`,
    list: "the store's sets of parameters, newest first, and which of them is live",
    rollback: "take back the live set: the one before it is live again, or the default",
  },
  flags: {
    store: { type: "string", value: "ID", about: "the store" },
    since: {
      type: "string",
      value: "DAYS",
      about: `how far back readings count, 1d to ${READINGS_KEPT_DAYS}d (default: ${LEARNED_FROM_DAYS}d)`,
    },
    json: JSON_FLAG,
  },
  positionals: true,
  notes: "Exit status 1: nothing went live, or there was nothing to roll back.",
  examples: [
    ["--store store100", "learn from the last fourteen days"],
    ["recalibrate --store store100", "by what tills have told"],
    ["list --store store100", "what was learned, and what became of it"],
    ["rollback --store store100", "back to the set before"],
  ],
} as const satisfies Command;

export interface LearnArguments {
  readonly action: "learn" | "recalibrate" | "list" | "rollback";
  readonly store: StoreId;
  readonly sinceDays: number;
  readonly json: boolean;
}

interface Parsed {
  readonly values: {
    readonly store?: string | undefined;
    readonly since?: string | undefined;
    readonly json?: boolean | undefined;
  };
  readonly positionals: readonly string[];
}

const SINCE = /^([1-9]\d?)d$/;

/** Throws `WrongSettings`. */
export function readLearnArguments({ values: { store, since, json = false }, positionals }: Parsed): LearnArguments {
  const [action = "learn", ...more] = positionals;
  const problems: string[] = [];
  if (more.length > 0) problems.push(`"${more.join(" ")}" is too many: one action at a time`);
  if (action !== "learn" && action !== "recalibrate" && action !== "list" && action !== "rollback") {
    throw new WrongSettings([`"${action}" is no action: expected recalibrate, list or rollback, or none to learn`]);
  }
  const parsed = storeIdSchema.safeParse(store);
  if (!parsed.success) problems.push(`--store is ${store === undefined ? "missing" : `"${store}"`}: give a store's id`);
  if (since !== undefined && action !== "learn") problems.push("--since goes with learning alone");
  const days = since === undefined ? LEARNED_FROM_DAYS : Number(SINCE.exec(since)?.[1] ?? NaN);
  if (!(days <= READINGS_KEPT_DAYS)) {
    problems.push(`--since is "${since}": expected days, 1d to ${READINGS_KEPT_DAYS}d`);
  }
  if (problems.length > 0) throw new WrongSettings(problems);
  return { action, store: parsed.data!, sinceDays: days, json };
}
