import { runCommand } from "./run_command.ts";
import { waitUntil } from "./wait_until.ts";
import type { Certificates } from "../fixtures/certificates.ts";
import { freePorts } from "./free_ports.ts";

/** One Redis of one test, with TLS. Needs redis-server and redis-cli, built with TLS as packages are. */
interface TemporaryRedis extends AsyncDisposable {
  readonly tlsPort: number;
  readonly plainPort: number;
}

/** Three masters that use TLS only, also between each other. */
interface TemporaryRedisClusterByTls extends AsyncDisposable {
  readonly address: string;
}

/** The password of the user `default`; another user has another one. */
export const REDIS_PASSWORD = "open/sesame 1";
export const REDIS_USER = { username: "shop", password: "50%@home:" } as const;

interface TemporaryRedisOptions {
  readonly certificate?: { readonly certFile: string; readonly keyFile: string };
  readonly mutual?: boolean;
}

export async function temporaryRedis(
  certificates: Certificates,
  { certificate, mutual = false }: TemporaryRedisOptions = {},
): Promise<TemporaryRedis> {
  const { certFile, keyFile } = certificate ?? await certificates.issue("redis");
  const [tlsPort, plainPort] = freePorts(2) as [number, number];
  const settings = {
    ...{ port: plainPort, bind: "127.0.0.1", save: "", appendonly: "no", requirepass: REDIS_PASSWORD },
    ...{ "tls-port": tlsPort, "tls-cert-file": certFile, "tls-key-file": keyFile },
    ...{ "tls-ca-cert-file": certificates.caFile, "tls-auth-clients": mutual ? "yes" : "no" },
  };
  const { username, password } = REDIS_USER;
  const stop = spawnRedis(settings, ["--user", username, "on", `>${password}`, "~*", "&*", "+@all"]);
  try {
    await waitUntil("reach one's own Redis", () => answers(plainPort));
    return { tlsPort, plainPort, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A Cluster by TLS, with the same password. Its nodes advertise IP addresses, so the certificate must be for those. */
export async function temporaryRedisClusterByTls(certificates: Certificates): Promise<TemporaryRedisClusterByTls> {
  await using stack = new AsyncDisposableStack();
  const { certFile, keyFile } = await certificates.issue("redis-cluster", { subject: "DNS:localhost,IP:127.0.0.1" });
  const ports = freePorts(6);
  const shown = { "tls-cert-file": certFile, "tls-key-file": keyFile, "tls-ca-cert-file": certificates.caFile };
  for (const [nth, port] of ports.slice(0, 3).entries()) {
    const folder = await Deno.makeTempDir({ prefix: "own-redis-" });
    stack.defer(() => Deno.remove(folder, { recursive: true }));
    const settings = {
      ...{ port: 0, "tls-port": port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no", ...shown },
      ...{ "tls-auth-clients": "no", "tls-cluster": "yes", "cluster-enabled": "yes", "cluster-port": ports[3 + nth]! },
      ...{ requirepass: REDIS_PASSWORD, masterauth: REDIS_PASSWORD },
    };
    stack.defer(spawnRedis(settings));
  }
  const nodes = ports.slice(0, 3).map((port) => `127.0.0.1:${port}`);
  const tls = ["--tls", "--cacert", certificates.caFile, "-a", REDIS_PASSWORD, "--no-auth-warning"];
  const cli = (port: number, ...words: string[]) => runCommand(["redis-cli", ...tls, "-p", `${port}`, ...words]);
  await waitUntil("reach every node", async () => {
    const said = await Promise.all(ports.slice(0, 3).map((port) => cli(port, "ping")));
    return said.every((answer) => answer.startsWith("PONG"));
  });
  await runCommand(["redis-cli", ...tls, "--cluster", "create", ...nodes, "--cluster-yes"]);
  await waitUntil("see the whole cluster", async () => {
    const said = await Promise.all(ports.slice(0, 3).map((port) => cli(port, "cluster", "info")));
    return said.every((answer) => answer.includes("cluster_state:ok"));
  });
  const owned = stack.move();
  return { address: nodes[0]!, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** Does not wait until it listens. Returns what kills it. */
export function spawnRedis(
  settings: Readonly<Record<string, string | number>>,
  more: readonly string[] = [],
): () => Promise<void> {
  const args = [...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]), ...more];
  const server = new Deno.Command("redis-server", { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
  return async () => {
    server.kill("SIGKILL");
    await server.status;
  };
}

/** Without a password it answers that authentication is required. */
async function answers(port: number): Promise<boolean> {
  const command = new Deno.Command("redis-cli", { args: ["-p", `${port}`, "ping"], stdin: "null", stderr: "null" });
  return new TextDecoder().decode((await command.output()).stdout).includes("NOAUTH");
}
