import { freePorts } from "../free_ports.ts";
import { runCommand } from "../run_command.ts";
import { spawnRedis } from "../temporary_redis.ts";
import { waitUntil } from "../wait_until.ts";

/** A master and its replica, without a password. */
interface TemporaryRedisPair extends AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly first: string;
  readonly second: string;
  /** The second server becomes the master, and the first its replica. */
  failOver(): Promise<void>;
}

export async function temporaryRedisPair(): Promise<TemporaryRedisPair> {
  await using stack = new AsyncDisposableStack();
  // For what a replica gets from its master.
  const dir = await Deno.makeTempDir({ prefix: "own-redis-pair-" });
  stack.defer(() => Deno.remove(dir, { recursive: true }));
  const [first, second] = freePorts(2) as [number, number];
  const cli = (port: number, ...words: string[]) => runCommand(["redis-cli", "-p", `${port}`, ...words]);
  const follow = async (port: number, master: number) => {
    await cli(port, "replicaof", "127.0.0.1", `${master}`);
    await waitUntil(
      "have a replica",
      async () => (await cli(port, "info", "replication")).includes("master_link_status:up"),
    );
  };
  for (const port of [first, second]) {
    const settings = { port, bind: "127.0.0.1", dir, save: "", appendonly: "no", "repl-diskless-sync-delay": 0 };
    stack.defer(spawnRedis(settings));
    await waitUntil("reach one of two Redis", async () => (await cli(port, "ping")).startsWith("PONG"));
  }
  await follow(second, first);
  const owned = stack.move();
  return {
    first: `127.0.0.1:${first}`,
    second: `127.0.0.1:${second}`,
    failOver: async () => {
      await cli(second, "replicaof", "no", "one");
      await follow(first, second);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
