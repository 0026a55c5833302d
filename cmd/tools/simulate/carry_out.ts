import { type ContextName, simulate } from "../../../testing/simulation/contexts.ts";
import type { Fault } from "../../../testing/simulation/faults.ts";
import { shrinkFaults } from "../../../testing/simulation/shrink_faults.ts";
import type { SimulateArguments } from "./arguments.ts";
import { mechanismsAsText } from "./find_mechanisms.ts";
import { mechanismsOnAllCores, simulateOnAllCores } from "./on_all_cores.ts";
import { reportAsText } from "./report_as_text.ts";
import { optionsOf } from "./simulate_seeds.ts";

interface Wanted {
  readonly shrink: boolean;
  readonly json: boolean;
}

export async function carryOut(args: SimulateArguments, wanted: Wanted): Promise<number> {
  if (args.isOfMechanisms) {
    const found = await mechanismsOnAllCores(args);
    console.log(wanted.json ? JSON.stringify(found) : mechanismsAsText(found));
    return found.every(({ seed }) => seed !== null) ? 0 : 1;
  }
  if (args.isStory) {
    const told: number[] = [];
    for (const context of args.contexts) told.push(await tell(args, context, args.from, wanted));
    return Math.max(...told);
  }
  const report = await simulateOnAllCores(args);
  console.log(wanted.json ? JSON.stringify(report) : reportAsText(report));
  const [first] = report.failed;
  if (first !== undefined && wanted.shrink && !wanted.json) await tell(args, first.context, first.seed, wanted);
  return first === undefined ? 0 : 1;
}

async function tell(args: SimulateArguments, context: ContextName, seed: number, { shrink, json }: Wanted) {
  const options = optionsOf(args);
  let story = await simulate(context, seed, options);
  if (shrink && story.violations.length > 0) {
    const fails = async (faults: readonly Fault[]) =>
      (await simulate(context, seed, { ...options, faults })).violations.length > 0;
    story = await simulate(context, seed, { ...options, faults: await shrinkFaults(story.faults, fails) });
  }
  const wrong = story.violations.map((violation) => `WRONG: ${violation}`);
  const lines = [`${context}, seed ${seed}`, "", ...story.trace, "", ...wrong];
  console.log(json ? JSON.stringify({ context, ...story }) : lines.join("\n").trim());
  return story.violations.length === 0 ? 0 : 1;
}
