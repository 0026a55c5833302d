import { RunningProcess } from "../../../testing/engines/running_process.ts";

export interface Member {
  readonly name: string;
  readonly process: RunningProcess;
  readonly metricsUrl: string;
}

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

/** Node's warning about more than ten listeners of one event: the usual sign of a listener leak. */
const LEAK_WARNING = /MaxListenersExceededWarning/;

/** @param warned called with each listener warning of a process */
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
