import { type Fault, planFaults } from "../faults.ts";
import { identityViolations } from "./identity_violations.ts";
import type { Mechanism } from "./mechanisms.ts";
import { SimulatedIdentity } from "./simulated_identity.ts";

export interface SimulationOptions {
  /** Turns within which the faults happen. */
  readonly steps: number;
  readonly without?: ReadonlySet<Mechanism>;
  /** In the place of those of the seed. */
  readonly faults?: readonly Fault[];
}

export interface Simulated {
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly turns: number;
  readonly acknowledged: number;
  readonly erasures: number;
  /** Empty when everything held. */
  readonly violations: readonly string[];
  readonly trace: readonly string[];
}

/** Detections, relays, recorders and erasures of the production code on simulated engines, all from one seed. */
export async function simulateIdentity(seed: number, options: SimulationOptions): Promise<Simulated> {
  const shop = new SimulatedIdentity(seed, options.without ?? new Set());
  const faults = options.faults ?? planFaults(seed, options.steps, shop.targets);
  const ending = await shop.run(options.steps, faults);
  const violations = ending === "done" ? await identityViolations(shop) : [`does not come to rest: ${ending}`];
  const { world, acknowledged, erasures } = shop;
  return {
    seed,
    faults,
    turns: world.turns,
    acknowledged: acknowledged.length,
    erasures,
    violations,
    trace: world.trace,
  };
}
