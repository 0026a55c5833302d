import { Outage } from "../shared/fault.ts";

const TRIES = 5;

/** `work` gives `null` where the store has changed meanwhile, and runs again then. Throws `Outage`. */
export async function retryChangedStore<T>(work: () => Promise<T | null>): Promise<T> {
  for (let tried = 0; tried < TRIES; tried++) {
    const done = await work();
    if (done !== null) return done;
  }
  throw new Outage("the store's settings", new Error("they change all the time"));
}
