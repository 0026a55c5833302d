import { runChild } from "./run_child.ts";
import type { Tally } from "./tally.ts";

const CHECKS = [
  { title: "format", args: ["fmt", "--check"] },
  { title: "lint", args: ["lint"] },
  { title: "types", args: ["check"] },
  { title: "architecture", args: ["run", "-A", "cmd/tools/architecture/main.ts"] },
] as const;

export async function runChecks(signal: AbortSignal, done: (tally: Tally) => void): Promise<void> {
  for (const { title, args } of CHECKS) {
    const begin = performance.now();
    console.log(`\n--- ${title}: deno ${args.join(" ")}`);
    const status = await runChild(args, { signal });
    done({ title, passed: 0, failed: status === 0 ? 0 : 1, seconds: (performance.now() - begin) / 1000 });
  }
}
