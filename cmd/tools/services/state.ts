import { servicesDirectory } from "../../../testing/engines/directory.ts";

export type HostKind = "docker" | "native";

/** The choice of the last `up`, so that a test in another process stops a broker where it runs. */
export interface ServicesState {
  readonly host: HostKind;
  /** Whether the engines are to stay; otherwise the last test run that uses them takes them down. */
  readonly keep: boolean;
}

/** Undefined if the engines are down or the state is unknown. */
export async function readState(): Promise<ServicesState | undefined> {
  try {
    const { host, keep } = JSON.parse(await Deno.readTextFile(path()));
    return host === "docker" || host === "native" ? { host, keep: keep === true } : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export async function writeState(state: ServicesState | undefined): Promise<void> {
  if (state) await Deno.writeTextFile(path(), JSON.stringify(state));
  else await Deno.remove(path()).catch(() => {});
}

function path(): string {
  return `${servicesDirectory()}/state.json`;
}
