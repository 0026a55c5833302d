import { postgresPrograms } from "../../../../testing/engines/packages/postgres_package.ts";
import { temporaryPostgresPair } from "../../../../testing/engines/pairs/temporary_postgres_pair.ts";
import { temporaryRedisPair } from "../../../../testing/engines/pairs/temporary_redis_pair.ts";
import { type TcpProxy, tcpProxy } from "../../../../testing/network/tcp_proxy.ts";
import { runCommand } from "../../../../testing/engines/run_command.ts";

/** Two servers behind one name, which moves: who is connected stays where the name led before. */
export interface NamedPair extends AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly name: string;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** The other server takes over, and the old one comes back under the name; the returned function moves the name. */
  readonly failOver: () => Promise<() => Promise<void>>;
  /** Connections that are still at the server which follows, one line each. */
  readonly left: () => Promise<readonly string[]>;
}

/** More than the processes of an installation open together. */
const CONNECTIONS = 400;

export async function postgresPair(): Promise<NamedPair> {
  const pair = await temporaryPostgresPair({ programs: postgresPrograms(), connections: CONNECTIONS });
  const psql = [`${postgresPrograms()}/psql`, "-h", "127.0.0.1", "-U", "postgres", "-d", "postgres", "-Atc"];
  return named(pair, pair.kill, async (port) => {
    const lines = await runCommand([
      ...psql,
      "select application_name || ' since ' || backend_start from pg_stat_activity " +
      "where backend_type = 'client backend' and pid <> pg_backend_pid()",
      "-p",
      port,
    ]);
    return lines.split("\n").filter(Boolean).map((line) => `a connection stays at the old Postgres: ${line}`);
  });
}

export async function redisPair(): Promise<NamedPair> {
  const pair = await temporaryRedisPair();
  return named(pair, pair.stop, async (port) => {
    const lines = await runCommand(["redis-cli", "-p", port, "client", "list", "type", "normal"]);
    return lines.split("\n").filter((line) => line !== "" && !line.includes("cmd=client"))
      .map((line) => `a connection stays at the old Redis: ${line.split(" ").slice(0, 3).join(" ")}`);
  });
}

interface Pair extends AsyncDisposable {
  readonly first: string;
  readonly second: string;
  failOver(): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

function named(
  pair: Pair,
  kill: () => Promise<void>,
  connectionsAt: (port: string) => Promise<readonly string[]>,
): NamedPair {
  const proxy: TcpProxy = tcpProxy(pair.first);
  let old: string | null = null;
  return {
    name: `127.0.0.1:${proxy.port}`,
    stop: pair.stop,
    kill,
    start: pair.start,
    failOver: async () => {
      const now = await pair.failOver();
      old = now === pair.first ? pair.second : pair.first;
      return () => Promise.resolve(proxy.redirect(now));
    },
    left: async () => old === null ? [] : await connectionsAt(new URL(`tcp://${old}`).port),
    [Symbol.asyncDispose]: async () => {
      await proxy[Symbol.asyncDispose]();
      await pair[Symbol.asyncDispose]();
    },
  };
}
