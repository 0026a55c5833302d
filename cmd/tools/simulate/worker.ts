/// <reference lib="deno.worker" />
import { simulateSeeds, type SimulateTask } from "./simulate_seeds.ts";

self.onmessage = async ({ data }: MessageEvent<SimulateTask>) => {
  self.postMessage(await simulateSeeds(data, () => performance.now()));
  self.close();
};
