import type { Fault } from "./faults.ts";

/** Leaves out one fault after the other as long as it still `fails`; at the end each one is needed. */
export async function shrinkFaults(
  faults: readonly Fault[],
  fails: (faults: readonly Fault[]) => Promise<boolean>,
): Promise<readonly Fault[]> {
  for (const fault of faults) {
    const fewer = faults.filter((other) => other !== fault);
    if (await fails(fewer)) return await shrinkFaults(fewer, fails);
  }
  return faults;
}
