import { freePorts } from "./free_ports.ts";
import { spawnRedis } from "./temporary_redis.ts";
import { waitUntil } from "./wait_until.ts";

/** Three masters with a replica each, of one test, so that it may kill them. Needs redis-server and redis-cli. */
interface TemporaryRedisCluster extends AsyncDisposable {
  readonly url: string;
  /** Kills the node at this port, like a machine failure. */
  kill(port: number): Promise<void>;
  /** Restarts a killed node with its cluster configuration and no data; it follows the new master. */
  start(port: number): Promise<void>;
  masters(): Promise<number[]>;
  /** Whether every slot has a master that answers, as the other nodes see it. */
  isWhole(): Promise<boolean>;
}

/** How long a node may be silent before the others mark it as failed. */
const NODE_TIMEOUT_MS = 1_000;

export async function temporaryRedisCluster(): Promise<TemporaryRedisCluster> {
  const folder = await Deno.makeTempDir({ prefix: "redis-cluster-" });
  const ports = freePorts(12);
  /** What kills each. */
  const nodes = new Map<number, () => Promise<void>>();
  const run = (port: number) => nodes.set(port, startNode(port, ports[6 + ports.indexOf(port)]!, `${folder}/${port}`));
  const stop = async () => {
    await Promise.all([...nodes.values()].map((killNode) => killNode()));
    await Deno.remove(folder, { recursive: true });
  };
  const kill = async (port: number) => {
    const killNode = nodes.get(port);
    if (!killNode) throw new Error(`Cannot kill the node at ${port}: there is none`);
    nodes.delete(port);
    await killNode();
  };
  const ask = (...question: readonly string[]) =>
    Promise.all([...nodes.keys()].map(async (port) => (
      { port, answer: await cli(["-p", `${port}`, ...question]) }
    )));
  const isWhole = async () => {
    return (await ask("cluster", "info")).every(({ answer }) => answer.includes("cluster_state:ok"));
  };
  const start = async (port: number) => {
    run(port);
    await waitUntil("see a node follow its master", async () => {
      const roles = await ask("info", "replication");
      // Every master needs a replica: the next one that is killed must have a successor.
      return await isWhole() &&
        roles.filter(({ answer }) => answer.includes("role:slave") && answer.includes("master_link_status:up"))
            .length === 3;
    });
  };
  const masters = async () =>
    (await ask("info", "replication")).filter(({ answer }) => answer.includes("role:master")).map(({ port }) => port);
  try {
    for (const port of ports.slice(0, 6)) {
      await Deno.mkdir(`${folder}/${port}`);
      run(port);
    }
    const addresses = [...nodes.keys()].map((port) => `127.0.0.1:${port}`);
    await waitUntil("reach every node", async () => {
      const answers = await Promise.all([...nodes.keys()].map((port) => cli(["-p", `${port}`, "ping"])));
      return answers.every((answer) => answer.startsWith("PONG"));
    });
    await cli(["--cluster", "create", ...addresses, "--cluster-replicas", "1", "--cluster-yes"]);
    await waitUntil("see the whole cluster", isWhole);
    return {
      url: addresses.map((address) => `redis://${address}`).join(),
      kill,
      start,
      masters,
      isWhole,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startNode(port: number, bus: number, folder: string): () => Promise<void> {
  return spawnRedis({
    port,
    bind: "127.0.0.1",
    dir: folder,
    save: "",
    appendonly: "no",
    "cluster-enabled": "yes",
    "cluster-port": bus,
    "cluster-node-timeout": NODE_TIMEOUT_MS,
    // A replica may take over however old its data are.
    "cluster-replica-validity-factor": 0,
  });
}

/** Returns the output of redis-cli; empty if the node does not answer. */
async function cli(args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command("redis-cli", { args: [...args], stdin: "null", stderr: "null" }).output();
  return new TextDecoder().decode(stdout);
}
