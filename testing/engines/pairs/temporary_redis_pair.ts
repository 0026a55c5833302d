import { freePorts } from "../free_ports.ts";
import { runCommand } from "../run_command.ts";
import { spawnRedis } from "../temporary_redis.ts";
import { waitUntil } from "../wait_until.ts";

/** A master and its replica, without a password. */
export interface TemporaryRedisPair extends AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly first: string;
  readonly second: string;
  /** The replica becomes the master, and the master its replica. Returns the address of the new master. */
  failOver(): Promise<string>;
  /** The master; it forgets everything. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function temporaryRedisPair(): Promise<TemporaryRedisPair> {
  await using stack = new AsyncDisposableStack();
  // For what a replica gets from its master.
  const dir = await Deno.makeTempDir({ prefix: "own-redis-pair-" });
  stack.defer(() => Deno.remove(dir, { recursive: true }));
  const [first, second] = freePorts(2) as [number, number];
  let [master, replica] = [first, second];
  const cli = (port: number, ...words: string[]) => runCommand(["redis-cli", "-p", `${port}`, ...words]);
  const follow = async (port: number, other: number) => {
    await cli(port, "replicaof", "127.0.0.1", `${other}`);
    await waitUntil(
      "have a replica",
      async () => (await cli(port, "info", "replication")).includes("master_link_status:up"),
    );
  };
  const ends = new Map<number, () => Promise<void>>();
  const spawn = async (port: number) => {
    const settings = { port, bind: "127.0.0.1", dir, save: "", appendonly: "no", "repl-diskless-sync-delay": 0 };
    ends.set(port, spawnRedis(settings));
    await waitUntil("reach one of two Redis", async () => (await cli(port, "ping")).startsWith("PONG"));
  };
  stack.defer(async () => void await Promise.all([...ends.values()].map((end) => end())));
  for (const port of [first, second]) await spawn(port);
  await follow(second, first);
  const owned = stack.move();
  return {
    first: `127.0.0.1:${first}`,
    second: `127.0.0.1:${second}`,
    failOver: async () => {
      await cli(replica, "replicaof", "no", "one");
      await follow(master, replica);
      [master, replica] = [replica, master];
      return `127.0.0.1:${master}`;
    },
    stop: async () => {
      await ends.get(master)?.();
      ends.delete(master);
    },
    start: async () => {
      if (!ends.has(master)) await spawn(master);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
