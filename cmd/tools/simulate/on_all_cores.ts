import { availableParallelism } from "node:os";
import type { SimulateArguments } from "./arguments.ts";
import { type FoundMechanism, mechanismsOf } from "./find_mechanisms.ts";
import { type SimulationReport, sumReports } from "./simulate_seeds.ts";

/** One worker a core; each has every so many-th seed. */
export async function simulateOnAllCores(args: SimulateArguments): Promise<SimulationReport> {
  const workers = Math.min(availableParallelism(), args.seeds);
  const parts = Array.from({ length: workers }, (_, nth) => {
    const seeds = { ...args, from: args.from + nth, seeds: args.seeds - nth, every: workers };
    return inWorker<SimulationReport>({ seeds });
  });
  return sumReports(await Promise.all(parts));
}

/** One worker a core; each has every so many-th mechanism. */
export async function mechanismsOnAllCores(args: SimulateArguments): Promise<FoundMechanism[]> {
  const all = mechanismsOf(args.contexts);
  const every = Math.min(availableParallelism(), all.length);
  const parts = await Promise.all(
    Array.from({ length: every }, (_, nth) => inWorker<FoundMechanism[]>({ mechanisms: { ...args, nth, every } })),
  );
  return all.map((_, nth) => parts[nth % every]![Math.floor(nth / every)]!);
}

function inWorker<T>(task: object): Promise<T> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(task);
  });
}
