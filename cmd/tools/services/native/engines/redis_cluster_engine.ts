import { HOST, PORTS } from "../../../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../../../testing/engines/directory.ts";
import { askRedis } from "../../probes.ts";
import { runCommand } from "../../../../../testing/engines/run_command.ts";
import { waitUntil } from "../../../../../testing/engines/wait_until.ts";
import { dataDirectory, type NativeEngine } from "../native_engine.ts";
import { redisProcess } from "./redis_engine.ts";

const NODES = PORTS.redisCluster.map((port, i) => ({ port, bus: PORTS.redisClusterBus[i]!, name: `redis-${port}` }));

export const redisClusterEngine: NativeEngine = {
  name: "redis-cluster",
  processes: () =>
    NODES.map(({ port, bus, name }) => {
      const settings = ["--cluster-enabled", "yes", "--cluster-port", `${bus}`, "--cluster-node-timeout", "2000"];
      return { ...redisProcess(name, port, settings), ports: [port, bus] };
    }),
  async prepare() {
    for (const { name } of NODES) {
      await Deno.mkdir(dataDirectory(servicesDirectory(), name), { recursive: true });
    }
  },
  /** Retried until the nodes listen. */
  complete: (requireRunning) =>
    waitUntil("form the Redis Cluster", async () => {
      if (!await formed()) await introduce();
      return true;
    }, { check: requireRunning }),
};

async function formed(): Promise<boolean> {
  const answers = await Promise.all(NODES.map(({ port }) => askRedis(port, "CLUSTER INFO")));
  return answers.every((answer) =>
    answer.includes(`cluster_known_nodes:${NODES.length}\r`) && answer.includes("cluster_slots_assigned:16384\r")
  );
}

/** The nodes are reset first: an interrupted attempt leaves some that know each other. */
async function introduce(): Promise<void> {
  await Promise.all(NODES.map(({ port }) => askRedis(port, "FLUSHALL\r\nCLUSTER RESET HARD")));
  const nodes = NODES.map(({ port }) => `${HOST}:${port}`);
  await runCommand(["redis-cli", "--cluster", "create", ...nodes, "--cluster-replicas", "1", "--cluster-yes"]);
}
