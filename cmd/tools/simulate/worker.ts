/// <reference lib="deno.worker" />
import { findMechanisms, type MechanismsTask } from "./find_mechanisms.ts";
import { simulateSeeds, type SimulateTask } from "./simulate_seeds.ts";

type Task = { readonly seeds: SimulateTask } | { readonly mechanisms: MechanismsTask };

self.onmessage = async ({ data }: MessageEvent<Task>) => {
  self.postMessage(
    "seeds" in data ? await simulateSeeds(data.seeds, () => performance.now()) : await findMechanisms(data.mechanisms),
  );
  self.close();
};
