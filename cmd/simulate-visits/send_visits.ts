import PQueue from "p-queue";
import { sleep } from "../../adapters/system/sleep.ts";
import type { SimulatedDetection } from "../../domain/identity/visits/simulate_visits.ts";
import type { DetectionClient } from "./detection_client.ts";
import type { Tally } from "./tally.ts";

interface SendOptions {
  readonly from: Date;
  readonly speed: number;
  readonly signal: AbortSignal;
  readonly onAnswer: () => void;
}

/** Concurrent calls; further devices wait, so that a slow API is not overloaded. */
const AT_ONCE = 64;

/** Waits for open answers after `signal`. Returns the largest delay in milliseconds: a slow API delays what follows. */
export async function sendVisits(
  visits: Iterable<SimulatedDetection>,
  client: Pick<DetectionClient, "detect">,
  tally: Tally,
  { from, speed, signal, onAnswer }: SendOptions,
): Promise<number> {
  const queue = new PQueue({ concurrency: AT_ONCE });
  const began = performance.now();
  let behindMs = 0;
  for (const { sentAt, body, nearest } of visits) {
    const dueAt = began + (sentAt.getTime() - from.getTime()) / speed;
    if (dueAt > performance.now()) await sleep(dueAt - performance.now(), signal);
    await queue.onSizeLessThan(1);
    if (signal.aborted) break;
    behindMs = Math.max(behindMs, performance.now() - dueAt);
    queue.add(async () => {
      tally.add(await client.detect(body), nearest);
      onAnswer();
    });
  }
  await queue.onIdle();
  return behindMs;
}
