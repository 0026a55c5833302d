import PQueue from "p-queue";
import { sleep } from "../../adapters/system/sleep.ts";
import type { SimulatedDetection } from "../../domain/identity/visits/simulate_visits.ts";
import type { DetectionClient } from "./detection_client.ts";
import type { Tally } from "./tally.ts";

interface SendOptions {
  /** The simulated moment of the beginning, and how many times as fast as real time it goes on. */
  readonly from: Date;
  readonly speed: number;
  readonly signal: AbortSignal;
  readonly onAnswer: () => void;
}

/** Devices that are being answered at the same time, at most; others wait, so that a slow API is not run over. */
const AT_ONCE = 64;

/**
 * Sends each detection at its moment, until `signal`, and waits for the answers that are still to come. Gives how far it was
 * behind the moments at most, in milliseconds: an API that can't follow delays what comes after.
 */
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
