import { COMMERCE_MECHANISMS } from "./commerce/mechanisms.ts";
import { SimulatedCommerce } from "./commerce/simulated_commerce.ts";
import { MECHANISMS } from "./identity/mechanisms.ts";
import { SimulatedIdentity } from "./identity/simulated_identity.ts";
import { runScenario, type Scenario, type Simulated, type SimulationOptions } from "./scenario.ts";
import { STORE_MECHANISMS } from "./store/mechanisms.ts";
import { SimulatedStore } from "./store/simulated_store.ts";
import { SOURCING_MECHANISMS } from "./sourcing/mechanisms.ts";
import { SimulatedSourcing } from "./sourcing/simulated_sourcing.ts";

interface Context {
  /** What can be left out of it, to see that the simulation notices. */
  readonly mechanisms: readonly string[];
  readonly open: (seed: number, without: ReadonlySet<never>) => Scenario;
  /** Turns within which faults happen, where nobody says how many. */
  readonly steps: number;
}

export const CONTEXTS = {
  identity: {
    mechanisms: MECHANISMS,
    open: (seed, without) => new SimulatedIdentity(seed, without),
    steps: 600,
  },
  commerce: {
    mechanisms: COMMERCE_MECHANISMS,
    open: (seed, without) => new SimulatedCommerce(seed, without),
    steps: 1_000,
  },
  store: {
    mechanisms: STORE_MECHANISMS,
    open: (seed, without) => new SimulatedStore(seed, without),
    steps: 800,
  },
  sourcing: {
    mechanisms: SOURCING_MECHANISMS,
    open: (seed, without) => new SimulatedSourcing(seed, without),
    steps: 600,
  },
} as const satisfies Readonly<Record<string, Context>>;

export type ContextName = keyof typeof CONTEXTS;
export const CONTEXT_NAMES = Object.keys(CONTEXTS) as ContextName[];

export interface SimulateOptions extends Partial<SimulationOptions> {
  readonly without?: string | null;
}

/** The production code of a context on simulated engines, all from one seed. */
export function simulate(name: ContextName, seed: number, options: SimulateOptions = {}): Promise<Simulated> {
  const context: Context = CONTEXTS[name];
  const { without, steps = context.steps, ...rest } = options;
  const left = new Set(without ? [without] : []) as ReadonlySet<string> as ReadonlySet<never>;
  return runScenario(context.open(seed, left), seed, { ...rest, steps });
}
