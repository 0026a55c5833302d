import { learnStore, type LearnStoreDeps } from "../../application/identity/learn_store.ts";
import { recalibrateStore, type RecalibrateStoreDeps } from "../../application/identity/recalibrate_store.ts";
import type { ConfidenceSet, ConfidenceSets } from "../../application/identity/ports/confidence.ts";
import { FEEDBACK_KEPT_DAYS } from "../../domain/identity/retention.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";
import type { Refusal, Result } from "../../domain/shared/result.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { table } from "../wiring/process/table.ts";
import type { LearnArguments } from "./arguments.ts";

interface LearningDeps extends LearnStoreDeps, RecalibrateStoreDeps {
  readonly sets: ConfidenceSets;
}

interface Outcome {
  readonly status: number;
  readonly text: string;
}

const SHOWN = 50;

export async function runLearning(deps: LearningDeps, args: LearnArguments): Promise<Outcome> {
  switch (args.action) {
    case "learn":
      return await learn(deps, args);
    case "recalibrate": {
      const since = new Date(deps.clock().getTime() - FEEDBACK_KEPT_DAYS * DAY_MS);
      return outcomeOf(await recalibrateStore(deps, args.store, since), args);
    }
    case "list": {
      const sets = (await deps.sets.list(args.store, SHOWN)).map(summaryOf);
      return { status: 0, text: args.json ? JSON.stringify({ sets }, null, 2) : asTable(sets, args.store) };
    }
    case "rollback": {
      const rolled = await deps.sets.rollBack(args.store);
      const text = rolled === null
        ? `No learned set of ${args.store} is live: the default holds`
        : `Version ${rolled.from} is rolled back: ${
          rolled.to === null ? "the default holds" : `version ${rolled.to} is live`
        }`;
      return { status: rolled === null ? 1 : 0, text: args.json ? JSON.stringify({ rolledBack: rolled }) : text };
    }
  }
}

async function learn(deps: LearningDeps, args: LearnArguments): Promise<Outcome> {
  const { store, sinceDays, json } = args;
  if (deps.isSurveyed(store)) {
    const message = `Cannot learn: ${store} has parameters of a survey in CONFIDENCE_PARAMETERS_FILE, which come first`;
    return failed({ code: "surveyed", message }, json);
  }
  return outcomeOf(await learnStore(deps, store, new Date(deps.clock().getTime() - sinceDays * DAY_MS)), args);
}

function outcomeOf(
  result: Result<ConfidenceSet, Refusal & { readonly code: string }>,
  { store, json }: LearnArguments,
): Outcome {
  if (!result.ok) return failed(result.refusal, json);
  const set = summaryOf(result.value);
  const text = `${asTable([set], store)}\n\n${set.reason ?? `Version ${set.version} is live`}`;
  return { status: set.state === "live" ? 0 : 1, text: json ? JSON.stringify(set, null, 2) : text };
}

function failed(refusal: { readonly code: string; readonly message: string }, json: boolean): Outcome {
  return { status: 1, text: json ? JSON.stringify(refusal) : refusal.message };
}

function summaryOf({ parameters: _, ...set }: ConfidenceSet) {
  return set;
}

function asTable(sets: readonly ReturnType<typeof summaryOf>[], store: StoreId): string {
  if (sets.length === 0) return `${store} has learned nothing yet: the default holds`;
  const columns = [
    { title: "VERSION", right: true },
    { title: "STATE" },
    { title: "LEARNED" },
    { title: "FROM" },
    { title: "LIKELIHOOD", right: true },
    { title: "OVERCONFIDENCE", right: true },
    { title: "CALIBRATION ERROR", right: true },
  ];
  const change = (before: number, after: number, digits = 3) => `${before.toFixed(digits)} → ${after.toFixed(digits)}`;
  const rows = sets.map(({ version, state, learnedAt, moments, recalibrates, before, after }) => [
    String(version),
    state.replace("_", " "),
    learnedAt.toISOString().slice(0, 16),
    `${moments} ${recalibrates === null ? "moments" : "labels"}`,
    change(before.likelihood, after.likelihood, 2),
    change(before.overconfidence, after.overconfidence),
    before.calibrationError === undefined || after.calibrationError === undefined
      ? "—"
      : change(before.calibrationError, after.calibrationError),
  ]);
  return table(columns, rows);
}
