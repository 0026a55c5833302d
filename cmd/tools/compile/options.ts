import { PROCESSES } from "../../tillstream/processes.ts";

/** What `deno compile` can make binaries for. */
export const TARGETS = [
  "x86_64-unknown-linux-gnu",
  "aarch64-unknown-linux-gnu",
  "x86_64-apple-darwin",
  "aarch64-apple-darwin",
  "x86_64-pc-windows-msvc",
] as const;

export type Target = typeof TARGETS[number];

export interface CompileOptions {
  /** The system to compile for; undefined is this machine's own. */
  readonly target: Target | undefined;
  /** The folder that the binaries go to. */
  readonly out: string;
  /** Names of processes, and "tillstream" for the one with all. */
  readonly only: readonly string[];
  /** One JavaScript file each, for Deno to run, instead of binaries. */
  readonly bundle: boolean;
}

/** The binary that has every process as a subcommand. */
const ALL_IN_ONE = "tillstream";

/** Everything that is compiled: the one with all, then each process. */
export const ENTRYPOINTS: readonly string[] = [ALL_IN_ONE, ...PROCESSES.map(({ name }) => name)];

/** "tillstream" or "tillstream-api". */
export function programName(entrypoint: string): string {
  return entrypoint === ALL_IN_ONE ? ALL_IN_ONE : `${ALL_IN_ONE}-${entrypoint}`;
}
