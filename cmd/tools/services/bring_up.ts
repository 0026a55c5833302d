import { chooseHost, HOSTS } from "./choose_host.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
import type { Say } from "./engine_host.ts";
import { withLock } from "./lock.ts";
import { readState, type ServicesState, writeState } from "./state.ts";

/** How the engines are brought up. */
interface BringUpOptions {
  /** They stay until somebody takes them down by hand. Once asked for, that holds for later callers too. */
  readonly keep: boolean;
}

/**
 * Brings up every engine that is not up, and returns when all answer. Two processes that do so at once take turns,
 * and the second one finds everything done.
 */
export async function bringUp(say: Say, { keep }: BringUpOptions): Promise<void> {
  await Deno.mkdir(servicesDirectory(), { recursive: true });
  await withLock(servicesDirectory(), say, async () => {
    const before = await readLiveState();
    const kind = before?.host ?? await chooseHost();
    const host = HOSTS[kind];
    await writeState({ host: kind, keep: keep || before?.keep === true });
    say(kind === "docker" ? "through Docker Compose" : `as processes of this machine, in ${servicesDirectory()}`);
    try {
      await host.up(say);
    } catch (error) {
      // Nothing holds us to the choice then: next time, a Docker engine may be there, or the missing program.
      if ((await host.running()).length === 0) await writeState(undefined);
      throw error;
    }
  });
}

/** What was remembered, unless the machine was restarted since, or somebody ended the engines by other means. */
async function readLiveState(): Promise<ServicesState | undefined> {
  const state = await readState();
  if (state && (await HOSTS[state.host].running()).length > 0) return state;
  await writeState(undefined);
}
