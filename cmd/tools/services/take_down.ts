import { chooseHost, HOSTS } from "./choose_host.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
import type { Say } from "./engine_host.ts";
import { inUse, withLock } from "./lock.ts";
import { readState, writeState } from "./state.ts";

/** Ends every engine and forgets what they stored; what was fetched stays. Does nothing when none runs. */
export async function takeDown(say: Say): Promise<void> {
  await Deno.mkdir(servicesDirectory(), { recursive: true });
  await withLock(servicesDirectory(), say, end);
}

/** The same, unless somebody asked for the engines to stay, or a test run still uses them. */
export async function takeDownUnlessKept(say: Say): Promise<void> {
  await withLock(servicesDirectory(), say, async () => {
    if ((await readState())?.keep) return say("the engines stay up, as was asked for");
    if (await inUse(servicesDirectory())) return say("the engines stay up: another test run uses them");
    await end();
    say("the engines are down");
  });
}

async function end(): Promise<void> {
  await HOSTS[await chooseHost()].down();
  await writeState(undefined);
}
