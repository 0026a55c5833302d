import { Outage, StoreMismatch } from "../../application/shared/fault.ts";
import type { Process, World } from "./world.ts";

export async function untilAnswered<T>(
  world: World,
  process: Process,
  pauseMs: number,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Outage || error instanceof StoreMismatch)) throw error;
      await world.sleep(process, pauseMs);
    }
  }
}

export async function unlessAway(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Outage)) throw error;
  }
}
