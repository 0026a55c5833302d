import { type ContextName, CONTEXTS, simulate } from "../../../testing/simulation/contexts.ts";
import type { SimulateArguments } from "./arguments.ts";

export interface FoundMechanism {
  readonly context: ContextName;
  readonly without: string;
  /** The first that finds its absence; `null`: none of them. */
  readonly seed: number | null;
  readonly violation: string | null;
}

export type MechanismsTask = Pick<SimulateArguments, "contexts" | "from" | "seeds" | "steps"> & {
  readonly nth: number;
  readonly every: number;
};

/** Leaves out each `every`th mechanism from the `nth` on. */
export async function findMechanisms(task: MechanismsTask): Promise<FoundMechanism[]> {
  const all = mechanismsOf(task.contexts).filter((_, nth) => nth % task.every === task.nth);
  const found: FoundMechanism[] = [];
  for (const { context, without } of all) found.push(await findAbsence(task, context, without));
  return found;
}

export function mechanismsOf(contexts: readonly ContextName[]) {
  return contexts.flatMap((context) => CONTEXTS[context].mechanisms.map((without) => ({ context, without })));
}

async function findAbsence(
  { from, seeds, steps }: MechanismsTask,
  context: ContextName,
  without: string,
): Promise<FoundMechanism> {
  for (let seed = from; seed < from + seeds; seed++) {
    const { violations } = await simulate(context, seed, { without, ...(steps === null ? {} : { steps }) });
    if (violations.length > 0) return { context, without, seed, violation: violations[0]! };
  }
  return { context, without, seed: null, violation: null };
}

export function mechanismsAsText(found: readonly FoundMechanism[]): string {
  const rows = [["context", "without", "first seed", "what it finds"], ["---", "---", "---", "---"]].concat(
    found.map(({ context, without, seed, violation }) => [context, without, String(seed ?? "none"), violation ?? ""]),
  );
  return rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
}
