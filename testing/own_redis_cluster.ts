import { waitUntil } from "../cmd/services/wait_until.ts";

/** Three masters with a replica each, of one test alone, so that it may kill them. Needs redis-server and redis-cli. */
export interface OwnRedisCluster extends AsyncDisposable {
  /** For `connectRedis`. */
  readonly url: string;
  /** Ends the node at this port at once, as a machine that is gone. */
  kill(port: number): Promise<void>;
  /** Whether every slot has a master that answers, as the other nodes see it. */
  isWhole(): Promise<boolean>;
}

/** How long a node may be silent until the others give it up. */
const NODE_TIMEOUT_MS = 1_000;

export async function startRedisCluster(): Promise<OwnRedisCluster> {
  const folder = await Deno.makeTempDir({ prefix: "redis-cluster-" });
  const ports = freePorts(12);
  const nodes = new Map<number, Deno.ChildProcess>();
  const stop = async () => {
    for (const node of nodes.values()) node.kill("SIGKILL");
    await Promise.all([...nodes.values()].map((node) => node.status));
    await Deno.remove(folder, { recursive: true });
  };
  const kill = async (port: number) => {
    const node = nodes.get(port);
    if (!node) throw new Error(`Cannot kill the node at ${port}: there is none`);
    nodes.delete(port);
    node.kill("SIGKILL");
    await node.status;
  };
  const isWhole = async () => {
    const answers = await Promise.all([...nodes.keys()].map((port) => cli(["-p", `${port}`, "cluster", "info"])));
    return answers.every((answer) => answer.includes("cluster_state:ok"));
  };
  try {
    for (const [nth, port] of ports.slice(0, 6).entries()) {
      await Deno.mkdir(`${folder}/${port}`);
      nodes.set(port, startNode(port, ports[6 + nth]!, `${folder}/${port}`));
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
      isWhole,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startNode(port: number, bus: number, folder: string): Deno.ChildProcess {
  const settings = {
    port,
    bind: "127.0.0.1",
    dir: folder,
    save: "",
    appendonly: "no",
    "cluster-enabled": "yes",
    "cluster-port": bus,
    "cluster-node-timeout": NODE_TIMEOUT_MS,
    // A replica that has followed takes over, however long ago it was told that it is the one.
    "cluster-replica-validity-factor": 0,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return new Deno.Command("redis-server", { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
}

/** What redis-cli says; nothing where the node does not answer. */
async function cli(args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command("redis-cli", { args: [...args], stdin: "null", stderr: "null" }).output();
  return new TextDecoder().decode(stdout);
}

/** Ports that nobody listens at now. */
function freePorts(count: number): number[] {
  const listeners = Array.from({ length: count }, () => Deno.listen({ hostname: "127.0.0.1", port: 0 }));
  const ports = listeners.map(({ addr }) => addr.port);
  listeners.forEach((listener) => listener.close());
  return ports;
}
