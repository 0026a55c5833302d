import { chooseHost, HOSTS } from "./choose_host.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
import type { Say } from "./engine_host.ts";
import { withLock } from "./lock.ts";
import { readState, type ServicesState, writeState } from "./state.ts";

interface BringUpOptions {
  /** They stay until taken down by hand; once requested, that holds for later callers too. */
  readonly keep: boolean;
}

/** Starts every engine that is not up and returns when all answer. Concurrent calls of two processes are serialised. */
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
      // With no engine running the choice is dropped: next time Docker or the missing program may be available.
      if ((await host.running()).length === 0) await writeState(undefined);
      throw error;
    }
  });
}

/** Ignored after a reboot, or if the engines were stopped by other means. */
async function readLiveState(): Promise<ServicesState | undefined> {
  const state = await readState();
  if (state && (await HOSTS[state.host].running()).length > 0) return state;
  await writeState(undefined);
}
