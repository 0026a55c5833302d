/// <reference lib="deno.worker" />
import { simulateSeeds, type SimulateTask } from "./simulate_seeds.ts";

self.onmessage = async ({ data }: MessageEvent<SimulateTask>) => {
  const report = await simulateSeeds(data, { now: () => performance.now(), signal: new AbortController().signal });
  self.postMessage(report);
  self.close();
};
