import { shrinkFaults } from "../../../testing/simulation/shrink_faults.ts";
import { simulateIdentity } from "../../../testing/simulation/identity/simulate_identity.ts";
import type { Fault } from "../../../testing/simulation/faults.ts";
import type { SimulateArguments } from "./arguments.ts";
import { simulateOnAllCores } from "./on_all_cores.ts";
import { reportAsText } from "./report_as_text.ts";
import { optionsOf } from "./simulate_seeds.ts";

interface Wanted {
  readonly shrink: boolean;
  readonly json: boolean;
}

export async function carryOut(args: SimulateArguments, wanted: Wanted): Promise<number> {
  if (args.isStory) return await tell(args, args.from, wanted);
  const report = await simulateOnAllCores(args);
  console.log(wanted.json ? JSON.stringify(report) : reportAsText(report));
  const [first] = report.failed;
  if (first !== undefined && wanted.shrink && !wanted.json) await tell(args, first.seed, wanted);
  return first === undefined ? 0 : 1;
}

async function tell(args: SimulateArguments, seed: number, { shrink, json }: Wanted): Promise<number> {
  const options = optionsOf(args);
  let story = await simulateIdentity(seed, options);
  if (shrink && story.violations.length > 0) {
    const fails = async (faults: readonly Fault[]) =>
      (await simulateIdentity(seed, { ...options, faults })).violations.length > 0;
    story = await simulateIdentity(seed, { ...options, faults: await shrinkFaults(story.faults, fails) });
  }
  const lines = [...story.trace, "", ...story.violations.map((violation) => `WRONG: ${violation}`)];
  console.log(json ? JSON.stringify(story) : lines.join("\n").trim());
  return story.violations.length === 0 ? 0 : 1;
}
