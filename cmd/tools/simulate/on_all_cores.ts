import { availableParallelism } from "node:os";
import type { SimulateArguments } from "./arguments.ts";
import { type SimulationReport, sumReports } from "./simulate_seeds.ts";

/** One worker a core; each has every so many-th seed. */
export async function simulateOnAllCores(args: SimulateArguments): Promise<SimulationReport> {
  const { isStory: _, ...task } = args;
  const workers = Math.min(availableParallelism(), args.seeds);
  const parts = Array.from(
    { length: workers },
    (_, nth) => inWorker({ ...task, from: args.from + nth, seeds: args.seeds - nth, every: workers }),
  );
  return sumReports(await Promise.all(parts));
}

function inWorker(task: object): Promise<SimulationReport> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(task);
  });
}
