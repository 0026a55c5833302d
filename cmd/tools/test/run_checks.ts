import type { Job } from "./in_lanes.ts";
import { runChild } from "./run_child.ts";

const CHECKS = [
  { title: "types", args: ["check"] },
  { title: "format", args: ["fmt", "--check"] },
  { title: "lint", args: ["lint"] },
  { title: "architecture", args: ["run", "-A", "cmd/tools/architecture/main.ts"] },
] as const;

export function checks(signal: AbortSignal): Job[] {
  return CHECKS.map(({ title, args }) => async () => {
    const begin = performance.now();
    const heading = `\n--- ${title}: deno ${args.join(" ")}`;
    const status = await runChild(args, { heading, output: "held", signal });
    return { title, passed: 0, failed: status === 0 ? 0 : 1, seconds: (performance.now() - begin) / 1000 };
  });
}
