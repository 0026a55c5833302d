import type { CommandLine } from "../wiring/process/command_line.ts";
import type { Listed } from "./processes.ts";

const SUMMARIES = {
  ok: "the gate: format, lint, types, architecture, fast tests",
  test: "all tests, on the real engines",
  services: "the real engines for tests",
  chaos: "breaks processes, engines and network under load",
  soak: "an hour at work",
  simulate: "the use cases on simulated engines, thousands of seeds",
  fuzz: "calls made from the API's own document",
  architecture: "who imports whom",
  client: "the types of the importable client",
  compile: "binaries and bundles",
};

/** They need the sources: a folder in `cmd/tools` with a task; neither the binary nor the image has them. */
export const TOOLS: readonly Listed[] = Object.entries(SUMMARIES).map(([name, summary]) => ({
  group: "prove",
  name,
  summary,
  command: () => declarationOf(name),
}));

/** The path is computed, so that compiling, bundling and caching do not follow it. */
export function toolModule(name: string, file: string): string {
  return new URL(`../tools/${name}/${file}`, import.meta.url).href;
}

async function declarationOf(name: string): Promise<CommandLine> {
  return (await import(toolModule(name, "arguments.ts")))[`${name.toUpperCase()}_COMMAND`];
}
