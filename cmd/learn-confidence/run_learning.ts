import { learnStore, type LearnStoreDeps } from "../../application/identity/learn_store.ts";
import type { ConfidenceSet, ConfidenceSets } from "../../application/identity/ports/confidence.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { table } from "../wiring/process/table.ts";
import type { LearnArguments } from "./arguments.ts";

interface LearningDeps extends LearnStoreDeps {
  readonly sets: ConfidenceSets;
  readonly isSurveyed: (store: StoreId) => boolean;
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

async function learn(deps: LearningDeps, { store, sinceDays, json }: LearnArguments): Promise<Outcome> {
  if (deps.isSurveyed(store)) {
    const message = `Cannot learn: ${store} has parameters of a survey in CONFIDENCE_PARAMETERS_FILE, which come first`;
    return failed({ code: "surveyed", message }, json);
  }
  const learned = await learnStore(deps, store, new Date(deps.clock().getTime() - sinceDays * DAY_MS));
  if (!learned.ok) return failed(learned.refusal, json);
  const set = summaryOf(learned.value);
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
    { title: "MOMENTS", right: true },
    { title: "LIKELIHOOD", right: true },
    { title: "OVERCONFIDENCE", right: true },
  ];
  const rows = sets.map(({ version, state, learnedAt, moments, before, after }) => [
    String(version),
    state.replace("_", " "),
    learnedAt.toISOString().slice(0, 16),
    String(moments),
    `${before.likelihood.toFixed(2)} → ${after.likelihood.toFixed(2)}`,
    `${before.overconfidence.toFixed(3)} → ${after.overconfidence.toFixed(3)}`,
  ]);
  return table(columns, rows);
}
