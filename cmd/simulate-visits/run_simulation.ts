import { CommandFailed } from "../../application/shared/fault.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { always, byTheHour } from "../../domain/identity/visits/arrivals.ts";
import { simulateVisits } from "../../domain/identity/visits/simulate_visits.ts";
import { simulatedStore } from "../../domain/identity/visits/simulated_store.ts";
import type { SimulateArguments } from "./arguments.ts";
import { DetectionClient } from "./detection_client.ts";
import { type SimulationSummary, summaryAsText } from "./report.ts";
import { sendVisits } from "./send_visits.ts";
import { writeLabelled } from "./write_labelled.ts";
import { Tally } from "./tally.ts";
import { MINUTE_MS } from "../../domain/shared/durations.ts";

const REPORT_EVERY_MS = 30_000;

export async function runSimulation(
  args: SimulateArguments,
  { apiKey, signal }: { readonly apiKey: string | null; readonly signal: AbortSignal },
): Promise<void> {
  if (args.write !== null) {
    console.log(await writeLabelled(args, args.write));
    return;
  }
  const { customers, pace, minutes, seed, url, json } = args;
  const tally = new Tally();
  const over = new AbortController();
  const client = new DetectionClient({
    url,
    apiKey,
    signal: AbortSignal.any([signal, over.signal]),
    onWait: (why, ms) => tally.wait(why, ms),
  });
  const stores = Array.from({ length: args.stores }, (_, nth) => simulatedStore(seed, nth + 1, args.layout));
  const beacons = stores.flatMap((store) => store.beacons.map(({ beacon }) => beacon));
  await requireApi(url);
  const registering = createProgress({ unit: "beacons", silent: json });
  for (const [nth, beacon] of beacons.entries()) {
    if (signal.aborted) break;
    await client.register(beacon);
    registering.show("registered", nth + 1, beacons.length);
  }
  registering.end();

  const speed = pace.kind === "days" ? pace.speed : 1;
  const from = new Date(Date.now() - (speed > 1 ? (minutes ?? 0) * MINUTE_MS * (speed - 1) : 0));
  const visits = simulateVisits({
    seed,
    stores,
    customers,
    called: "visitor",
    radio: args.radio,
    from,
    ...(pace.kind === "days" ? { arrivals: byTheHour(customers), reportEveryMs: REPORT_EVERY_MS } : {
      arrivals: always(pace.perSecond * pace.reportEveryMs / 1_000, seed),
      reportEveryMs: pace.reportEveryMs,
    }),
  });
  const timer = minutes === null ? null : setTimeout(() => over.abort(), minutes * MINUTE_MS);
  const progress = createProgress({ unit: "detections answered", silent: json });
  const began = performance.now();
  const behindMs = await sendVisits(visits, client, tally, {
    from,
    speed,
    signal: AbortSignal.any([signal, over.signal]),
    onAnswer: () => progress.show("visits", tally.answered, null),
  });
  if (timer !== null) clearTimeout(timer);
  progress.end();
  const seconds = (performance.now() - began) / 1_000;
  const summary: SimulationSummary = {
    seed,
    customers,
    stores: stores.length,
    beacons: beacons.length,
    pace: pace.kind === "days" ? { speed } : { rate: pace.perSecond },
    seconds,
    perSecond: seconds > 0 ? tally.answered / seconds : 0,
    behindMs,
    ...tally.tallied(),
  };
  console.log(json ? JSON.stringify(summary, null, 2) : summaryAsText(summary));
}

/** Throws if the API is unreachable at the start; later outages are waited for. */
async function requireApi(url: string): Promise<void> {
  try {
    await (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(10_000) })).body?.cancel();
  } catch (cause) {
    throw new CommandFailed(
      `Cannot reach the API at ${url}: start it with \`deno task start\`, or name another --url`,
      {
        cause,
      },
    );
  }
}
