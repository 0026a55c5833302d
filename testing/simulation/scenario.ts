import { wholeBetween } from "../../domain/shared/random.ts";
import { type Fault, type FaultTargets, planFaults } from "./faults.ts";
import type { Network } from "./network.ts";
import { type FaultEffects, type Main, Processes } from "./processes.ts";
import type { Ending, World } from "./world.ts";

/** A healthy system needs far fewer to come to rest. */
const TURNS_TO_REST = 20_000;
const SKEW_MS = 2_000;

/** What is simulated of a context: its processes, what strikes them, and what has to hold. */
export interface Scenario {
  readonly world: World;
  readonly network: Network;
  readonly mains: ReadonlyMap<string, Main>;
  readonly targets: FaultTargets;
  readonly effects: FaultEffects;
  /** Whatever was asked has come to an end everywhere. */
  isAtRest(): boolean;
  /** In sentences about what does not hold, once all is at rest. */
  violations(): Promise<readonly string[]>;
  /** What it did, to see that it did something. */
  tally(): Readonly<Record<string, number>>;
  prepare?(): Promise<void>;
}

export interface SimulationOptions {
  /** Turns within which faults happen. */
  readonly steps: number;
  /** In the place of those of the seed. */
  readonly faults?: readonly Fault[];
}

export interface Simulated {
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly turns: number;
  readonly tally: Readonly<Record<string, number>>;
  /** Empty when everything held. */
  readonly violations: readonly string[];
  readonly trace: readonly string[];
}

/** Faults for `steps` turns, then until all is at rest. */
export async function runScenario(scenario: Scenario, seed: number, options: SimulationOptions): Promise<Simulated> {
  const { world } = scenario;
  const faults = options.faults ?? planFaults(seed, options.steps, scenario.targets);
  await scenario.prepare?.();
  const ending = await play(scenario, options.steps, faults);
  const violations = ending === "done" ? await scenario.violations() : [`does not come to rest: ${ending}`];
  return { seed, faults, turns: world.turns, tally: scenario.tally(), violations, trace: world.trace };
}

async function play(scenario: Scenario, steps: number, faults: readonly Fault[]): Promise<Ending> {
  const { world, network, mains, effects } = scenario;
  const skews = new Map([...mains.keys()].map((name) => [name, wholeBetween(world.random, -SKEW_MS, SKEW_MS)]));
  const processes = new Processes(world, mains, (name) => skews.get(name)!);
  const due = [...faults];
  const between = () => {
    while (due.length > 0 && due[0]!.turn <= world.turns) processes.strike(due.shift()!, network, effects);
    processes.restartDue();
  };
  await world.run(() => false, steps, between);
  world.say("--- no more faults");
  network.heal();
  processes.heal();
  return await world.run(() => scenario.isAtRest(), TURNS_TO_REST, () => processes.restartDue());
}
