import { servicesDirectory } from "../../../testing/engines/directory.ts";

/** What runs the engines. */
export type HostKind = "docker" | "native";

/** What the last `up` chose, so that a test in another process stops a broker where it really runs. */
export interface ServicesState {
  readonly host: HostKind;
  /** Whether somebody asked for the engines to stay; otherwise the last test run that uses them takes them down. */
  readonly keep: boolean;
}

/** What was remembered; undefined when the engines are down or nobody knows. */
export async function readState(): Promise<ServicesState | undefined> {
  try {
    const { host, keep } = JSON.parse(await Deno.readTextFile(path()));
    return host === "docker" || host === "native" ? { host, keep: keep === true } : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Remembers the state until it is forgotten with `undefined`. */
export async function writeState(state: ServicesState | undefined): Promise<void> {
  if (state) await Deno.writeTextFile(path(), JSON.stringify(state));
  else await Deno.remove(path()).catch(() => {});
}

function path(): string {
  return `${servicesDirectory()}/state.json`;
}
