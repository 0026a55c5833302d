import { CommandFailed } from "../../application/shared/fault.ts";
import { probeFolder } from "./probe_folder.ts";
import { moduleUrl } from "../system/asset_url.ts";

export type ToWorker = { readonly type: "start"; readonly folder: string | null } | { readonly type: "stop" };
export type FromWorker =
  | { readonly type: "ready"; readonly address: string }
  | { readonly type: "failed"; readonly reason: string }
  | { readonly type: "stopped" };

export interface EmbeddedPostgres {
  readonly url: string;
  /** Close all connections before. */
  stop(): Promise<void>;
}

const ABORTED = /^RuntimeError: Aborted/;

/**
 * PGlite in a worker, on a free loopback port. One session for all connections: no LISTEN/NOTIFY, no COPY FROM STDIN
 * (it hangs), no advisory locks between connections, and a transaction makes all others wait.
 *
 * @param folder `null` keeps the data in memory
 */
export async function startEmbeddedPostgres(folder: string | null): Promise<EmbeddedPostgres> {
  const first = await tryToStart(folder);
  if (!("refusal" in first)) return first;
  // After a kill on a full disk, recovery sometimes aborts; a second start succeeds.
  const second = ABORTED.test(first.refusal) ? await tryToStart(folder) : first;
  if (!("refusal" in second)) return second;
  throw new CommandFailed(`Cannot start the embedded Postgres: ${second.refusal}${await roomIn(folder)}`);
}

async function tryToStart(folder: string | null): Promise<EmbeddedPostgres | { readonly refusal: string }> {
  const worker = new Worker(moduleUrl("adapters/embedded/postgres_worker.ts"), { type: "module" });
  const send = (message: ToWorker) => worker.postMessage(message);
  const next = () => new Promise<FromWorker>((resolve) => worker.onmessage = ({ data }) => resolve(data));
  const started = next();
  send({ type: "start", folder });
  const answer = await started;
  if (answer.type !== "ready") {
    worker.terminate();
    return { refusal: answer.type === "failed" ? answer.reason : answer.type };
  }
  return {
    url: `postgres://postgres@${answer.address}/postgres`,
    stop: async () => {
      const stopped = next();
      send({ type: "stop" });
      await stopped;
      worker.terminate();
    },
  };
}

async function roomIn(folder: string | null): Promise<string> {
  if (folder === null) return "";
  const { freeBytes } = await probeFolder(folder);
  return freeBytes === null ? "" : `; the disk of ${folder} has ${Math.floor(freeBytes / 1_048_576)} MB left`;
}
