import { postgresPrograms } from "../../../../testing/engines/packages/postgres_package.ts";
import { temporaryPostgresPair } from "../../../../testing/engines/pairs/temporary_postgres_pair.ts";
import { temporaryRedisPair } from "../../../../testing/engines/pairs/temporary_redis_pair.ts";
import { runCommand } from "../../../../testing/engines/run_command.ts";

/** Two servers, of which one follows the other. */
export interface StandingPair extends AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly first: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** The other takes over, and the old one comes back to follow it. Returns the address of the new one. */
  readonly failOver: () => Promise<string>;
}

export interface PostgresPair extends StandingPair {
  readonly kill: () => Promise<void>;
  /** Connections of processes at the server that follows, one line each. */
  readonly left: () => Promise<readonly string[]>;
}

/** More than the processes of an installation open together. */
const CONNECTIONS = 400;
const CONNECTED = `select application_name || ' since ' || backend_start from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid()`;

export async function postgresPair(): Promise<PostgresPair> {
  const pair = await temporaryPostgresPair({ programs: postgresPrograms(), connections: CONNECTIONS });
  let old: string | null = null;
  const { first, second, stop, kill, start } = pair;
  return {
    ...{ first, stop, kill, start },
    failOver: async () => {
      const now = await pair.failOver();
      old = now === first ? second : first;
      return now;
    },
    left: async () => {
      if (old === null) return [];
      const { port } = new URL(`tcp://${old}`);
      const at = ["-h", "127.0.0.1", "-p", port, "-U", "postgres", "-d", "postgres"];
      const lines = await runCommand([`${postgresPrograms()}/psql`, ...at, "-Atc", CONNECTED]);
      return lines.split("\n").filter(Boolean).map((line) => `a connection stays at the old Postgres: ${line}`);
    },
    [Symbol.asyncDispose]: () => pair[Symbol.asyncDispose](),
  };
}

export function redisPair(): Promise<StandingPair> {
  return temporaryRedisPair();
}
