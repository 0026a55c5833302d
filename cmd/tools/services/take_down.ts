import { chooseHost, HOSTS } from "./choose_host.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
import type { Say } from "./engine_host.ts";
import { inUse, withLock } from "./lock.ts";
import { readState, writeState } from "./state.ts";

/** Stops every engine and deletes its data; installed programs stay. Does nothing if none runs. */
export async function takeDown(say: Say): Promise<void> {
  await Deno.mkdir(servicesDirectory(), { recursive: true });
  await withLock(servicesDirectory(), say, end);
}

/** As {@linkcode takeDown}, unless the engines are kept or another test run uses them. */
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
