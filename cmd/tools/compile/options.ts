import { PROCESSES } from "../../tillstream/processes.ts";

export const TARGETS = [
  "x86_64-unknown-linux-gnu",
  "aarch64-unknown-linux-gnu",
  "x86_64-apple-darwin",
  "aarch64-apple-darwin",
  "x86_64-pc-windows-msvc",
] as const;

export type Target = typeof TARGETS[number];

export interface CompileOptions {
  readonly target: Target | undefined;
  readonly out: string;
  readonly only: readonly string[];
  readonly bundle: boolean;
}

const ALL_IN_ONE = "tillstream";

export const ENTRYPOINTS: readonly string[] = [ALL_IN_ONE, ...PROCESSES.map(({ name }) => name)];

/** The module of a program; the one process that proves something is a tool. */
export function mainOf(entrypoint: string): string {
  const isTool = PROCESSES.some(({ name, group }) => name === entrypoint && group === "prove");
  return `cmd/${isTool ? "tools/" : ""}${entrypoint}/main.ts`;
}

export function programName(entrypoint: string): string {
  return entrypoint === ALL_IN_ONE ? ALL_IN_ONE : `${ALL_IN_ONE}-${entrypoint}`;
}
