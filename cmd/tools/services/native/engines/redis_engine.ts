import { HOST, PORTS } from "../../../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../../../testing/engines/directory.ts";
import { dataDirectory, type NativeEngine } from "../native_engine.ts";
import type { ProcessSpec } from "../process_spec.ts";

export const redisEngine: NativeEngine = {
  name: "redis",
  processes: () => [redisProcess("redis", PORTS.redis)],
  prepare: () => Deno.mkdir(dataDirectory(servicesDirectory(), "redis"), { recursive: true }),
};

export function redisProcess(name: string, port: number, settings: readonly string[] = []): ProcessSpec {
  const directory = dataDirectory(servicesDirectory(), name);
  const own = ["--port", `${port}`, "--bind", HOST, "--dir", directory, "--save", "", "--appendonly", "no"];
  return {
    title: `Redis (${name})`,
    program: "redis-server",
    directory,
    command: ["redis-server", ...own, ...settings],
    ports: [port],
  };
}
