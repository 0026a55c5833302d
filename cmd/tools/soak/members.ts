import { RunningProcess } from "../../../testing/engines/running_process.ts";

/** A process that is kept at work, and where its metrics are. */
export interface Member {
  readonly name: string;
  readonly process: RunningProcess;
  readonly metricsUrl: string;
}

/** Each process of commerce and identity; one that never rests, and what it is started with. */
const STARTED: readonly { readonly name: string; readonly process: string; readonly args: readonly string[] }[] = [
  { name: "consumer of users", process: "consumer", args: ["--topic", "users"] },
  { name: "consumer of products", process: "consumer", args: ["--topic", "products"] },
  { name: "consumer of orders", process: "consumer", args: ["--topic", "orders"] },
  { name: "event-relay", process: "event-relay", args: [] },
  { name: "event-recorder", process: "event-recorder", args: [] },
  { name: "grade-updater", process: "grade-updater", args: [] },
  { name: "cache-worker", process: "cache-worker", args: [] },
  { name: "producer", process: "producer", args: ["--rate", "20"] },
];

/** Node's warning when one event of one emitter has more than ten listeners: the usual sign of listeners nobody removes. */
const LEAK_WARNING = /MaxListenersExceededWarning/;

/** Starts the API and everything behind it. @param warned told each warning that a process writes about its listeners */
export async function startMembers(
  env: Readonly<Record<string, string>>,
  warned: (line: string) => void,
): Promise<{ readonly api: string; readonly members: readonly Member[] }> {
  const start = (process: string, args: readonly string[]) =>
    RunningProcess.start(process, {
      args,
      env,
      onLine: (line) => {
        if (LEAK_WARNING.test(line)) warned(`${process}: ${line}`);
      },
    });
  const process = await start("api", []);
  const api = (await process.line(/API and page at (http:\/\/[^\s"]+)/))[1]!;
  const members = [{ name: "api", process, metricsUrl: `${api}/metrics` }];
  for (const { name, process, args } of STARTED) {
    const running = await start(process, args);
    members.push({ name, process: running, metricsUrl: `${await running.probes()}/metrics` });
  }
  return { api, members };
}
