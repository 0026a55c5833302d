import { waitUntil } from "../../../../testing/engines/wait_until.ts";
import { openEvents } from "../../../wiring/engines/dynamodb.ts";
import { openLog } from "../../../wiring/engines/kafka.ts";
import { recordStream } from "../../../wiring/identity/record_stream.ts";
import { seededRandom } from "../../../../domain/shared/random.ts";
import { type Latency, latencyOf } from "../../../wiring/process/latencies.ts";
import { atRate } from "./at_rate.ts";
import { startChild } from "./child_process.ts";
import type { DetectionSamples } from "./detection_samples.ts";
import type { IdentityInstallation } from "./identity_installation.ts";
import { StoredEvents } from "./stored_events.ts";

/** Both since the call was due. */
export interface StoredLatency {
  readonly answer: Latency;
  readonly stored: Latency;
}

interface MeasureStoredOptions {
  readonly rate: number;
  readonly seconds: number;
}

const WARM_UP_SECONDS = 3;
const STORED_WITHIN_MS = 60_000;

/** The recorder runs in this process, which notes the time of each stored event. */
export async function measureStored(
  installation: IdentityInstallation,
  samples: DetectionSamples,
  { rate, seconds }: MeasureStoredOptions,
): Promise<StoredLatency> {
  const { process, sql, env } = installation;
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, process.signal]);
  // Earlier measurements left events in the outbox.
  await sql`truncate outbox`;
  const stored = new StoredEvents();
  const log = await openLog(process);
  const { record } = await openEvents(process);
  const recording = recordStream(process, sql, log, stored.watch(record), signal);
  await using relay = startChild("event-relay", env);
  try {
    const warmUp = await oneRun({ rate: rate / 4, seconds: WARM_UP_SECONDS });
    await untilStored(warmUp.sent);
    const { sent, answers } = await oneRun({ rate, seconds });
    await untilStored(sent);
    return {
      answer: latencyOf(answers),
      stored: latencyOf(
        sent.map(({ customerId, detectedAt, dueAt }) => stored.at(customerId, detectedAt)! - dueAt),
      ),
    };
  } finally {
    stop.abort();
    await recording;
  }

  async function oneRun(pace: MeasureStoredOptions) {
    const run = installation.newRun();
    const sent: { customerId: string; detectedAt: Date; dueAt: number }[] = [];
    const answers = await atRate(async (nth, dueAt) => {
      const { json, ...detection } = samples.body(nth, run);
      sent.push({ ...detection, dueAt });
      await installation.detect(json);
    }, { ...pace, random: seededRandom(`stored/${run.day.getTime()}`), signal });
    if (answers === null) throw new Error(`Cannot measure: the API does not follow ${pace.rate} detections a second`);
    return { sent, answers };
  }

  async function untilStored(sent: readonly { customerId: string; detectedAt: Date }[]): Promise<void> {
    await waitUntil(
      `see ${sent.length} events stored`,
      () => sent.every(({ customerId, detectedAt }) => stored.at(customerId, detectedAt) !== undefined),
      {
        timeout: STORED_WITHIN_MS,
        check: () => {
          process.signal.throwIfAborted();
          return Promise.resolve(relay.requireRunning());
        },
      },
    );
  }
}
