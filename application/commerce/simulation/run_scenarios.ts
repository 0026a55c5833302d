import { z } from "zod";
import {
  describeChanges,
  describeMetric,
  describeSchedule,
} from "../../../domain/commerce/simulation/scenarios/describe.ts";
import { nextSpan } from "../../../domain/commerce/simulation/scenarios/next_span.ts";
import type { Scenario } from "../../../domain/commerce/simulation/scenarios/scenario.ts";
import { scenarioNamed, SCENARIOS } from "../../../domain/commerce/simulation/scenarios/scenarios.ts";
import { holds } from "../../../domain/commerce/simulation/scenarios/schedule.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import { strictObject } from "../../../domain/shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import type { ActiveScenarios, RunningScenario } from "../ports/simulation.ts";

export interface ScenarioView extends Pick<Scenario, "name" | "title" | "koreanTitle" | "summary"> {
  readonly schedule: string;
  readonly changes: readonly string[];
  readonly effects: readonly {
    readonly metric: string;
    readonly factor: number;
    readonly tolerance: number;
  }[];
  readonly holdsNow: boolean;
  /** The current or next span; `null` if it is only started by name. */
  readonly next: { readonly from: Date; readonly until: Date } | null;
  readonly runningUntil: Date | null;
}

interface UnknownScenario extends Refusal {
  readonly code: "unknown_scenario";
  readonly name: string;
}

const DEFAULT_MINUTES = 60;
/** So that a forgotten run ends. */
const MAX_MINUTES = 7 * 24 * 60;

export const scenarioRunSchema = strictObject("run", {
  minutes: z.number().min(0.1).max(MAX_MINUTES).default(DEFAULT_MINUTES).describe(
    "How long it runs",
  ),
});

/** Throws `Outage`. */
export async function listScenarios(
  { active, clock }: { readonly active: Pick<ActiveScenarios, "running">; readonly clock: () => Date },
): Promise<ScenarioView[]> {
  const now = clock();
  const running = new Map((await active.running(now)).map(({ name, until }) => [name, until]));
  return SCENARIOS.map((scenario) => viewOf(scenario, now, running.get(scenario.name) ?? null));
}

export function viewOf(scenario: Scenario, now: Date, runningUntil: Date | null): ScenarioView {
  const { name, title, koreanTitle, summary, schedule, changes, effects } = scenario;
  return {
    name,
    title,
    koreanTitle,
    summary,
    schedule: describeSchedule(schedule),
    changes: describeChanges(changes),
    effects: effects.map(({ metric, factor, tolerance }) => ({ metric: describeMetric(metric), factor, tolerance })),
    holdsNow: holds(schedule, seoulTime(now)),
    next: nextSpan(schedule, now),
    runningUntil,
  };
}

interface RunDeps {
  readonly active: ActiveScenarios;
  readonly clock: () => Date;
}

/** Changes the end of a running one. Producers follow within seconds. Throws `Outage`. */
export async function startScenario(
  { active, clock }: RunDeps,
  name: string,
  raw: unknown,
): Promise<Result<RunningScenario, UnknownScenario | InvalidInput>> {
  if (!scenarioNamed(name)) return refused(unknownScenario(name, "start"));
  const run = parseAs(scenarioRunSchema, raw, "run");
  if (!run.ok) return run;
  const scenario = { name, until: new Date(clock().getTime() + run.value.minutes * 60_000) };
  await active.start(scenario);
  return accepted(scenario);
}

/** Only a started one, not one of the calendar. Throws `Outage`. */
export async function stopScenario(
  { active, clock }: RunDeps,
  name: string,
): Promise<Result<"stopped" | "idle", UnknownScenario>> {
  if (!scenarioNamed(name)) return refused(unknownScenario(name, "stop"));
  return accepted(await active.stop(name, clock()));
}

function unknownScenario(name: string, act: string): UnknownScenario {
  const names = SCENARIOS.map((scenario) => scenario.name).join(", ");
  const message = `Cannot ${act} the scenario ${name}: unknown name, expected one of ${names}`;
  return { code: "unknown_scenario", message, name };
}
