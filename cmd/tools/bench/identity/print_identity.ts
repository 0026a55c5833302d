import { numberFlag } from "../../../wiring/config/flags.ts";
import type { Process } from "../../../wiring/process/run_process.ts";
import { WrongSettings } from "../../../wiring/config/settings.ts";
import { IDENTITY_DEFAULTS, runIdentityBench } from "./identity_bench.ts";
import { identityAsText } from "./report_identity.ts";

interface Flags {
  readonly customers?: string | undefined;
  readonly rate?: string | undefined;
  readonly seconds?: string | undefined;
  readonly rounds?: string | undefined;
  readonly json?: boolean | undefined;
}

export async function printIdentity(
  process: Process,
  { customers, rate, seconds, rounds, json }: Flags,
): Promise<void> {
  const result = await runIdentityBench(process, {
    customers: customers === undefined ? IDENTITY_DEFAULTS.customers : sizesOf(customers),
    rate: numberFlag("rate", rate, { from: 1, to: 10_000 }, IDENTITY_DEFAULTS.rate),
    seconds: numberFlag("seconds", seconds, { from: 1, to: 600, whole: true }, IDENTITY_DEFAULTS.seconds),
    rounds: numberFlag("rounds", rounds, { from: 1, to: 100, whole: true }, IDENTITY_DEFAULTS.rounds),
    onStage: (text) => console.error(text),
  });
  console.log(json ? JSON.stringify(result, null, 2) : identityAsText(result));
}

export function sizesOf(text: string): number[] {
  const sizes = text.split(",").map((size) =>
    numberFlag("customers", size, { from: 1_000, to: 100_000_000, whole: true }, 0)
  );
  if (sizes.length > 4) {
    throw new WrongSettings(['--customers has more than four sizes: expected such as "10000,5000000"']);
  }
  return sizes.sort((a, b) => a - b);
}
