import type { Addresses } from "../../../../testing/engines/addresses.ts";
import { postgresPrograms } from "../../../../testing/engines/packages/postgres_package.ts";
import {
  type TemporaryPostgresPair,
  temporaryPostgresPair,
} from "../../../../testing/engines/pairs/temporary_postgres_pair.ts";
import { type TemporaryRedisPair, temporaryRedisPair } from "../../../../testing/engines/pairs/temporary_redis_pair.ts";
import { runCommand } from "../../../../testing/engines/run_command.ts";
import type { FaultCounts } from "./fault_kinds.ts";
import type { BreakableEngines, FailOver } from "./inject_faults.ts";
import type { Proxies } from "./proxies.ts";

type Service = "postgres" | "redis";

/** More than the processes of an installation open together. */
const CONNECTIONS = 400;
const CONNECTED = `select application_name || ' since ' || backend_start from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid()`;

/** Of an engine that fails over: two servers of the run's own, of which one follows the other, instead of the shared one. */
export class StandingPairs implements AsyncDisposable {
  /** Of Postgres: where the server is that follows, after a failover. */
  #old: string | null = null;

  private constructor(
    private readonly postgres: TemporaryPostgresPair | null,
    private readonly redis: TemporaryRedisPair | null,
    private readonly owned: AsyncDisposableStack,
  ) {}

  static async open(counts: FaultCounts): Promise<StandingPairs> {
    await using stack = new AsyncDisposableStack();
    const postgres = counts.fail_over_postgres > 0
      ? stack.use(await temporaryPostgresPair({ programs: postgresPrograms(), connections: CONNECTIONS }))
      : null;
    const redis = counts.fail_over_redis > 0 ? stack.use(await temporaryRedisPair()) : null;
    return new StandingPairs(postgres, redis, stack.move());
  }

  /** With the first server of each pair. */
  addresses(engines: Addresses): Addresses {
    return {
      ...engines,
      ...(this.postgres ? { postgresUrl: `postgres://postgres@${this.postgres.first}/postgres` } : {}),
      ...(this.redis ? { redisUrl: `redis://${this.redis.first}` } : {}),
    };
  }

  /** The run's own way to an engine, which no fault disturbs. @param url its address at first */
  async ownWay(service: Service, url: string, network: Pick<Proxies, "add" | "through">): Promise<string> {
    if (!this[service]) return url;
    await network.add(ownName(service), { upstream: new URL(url).host });
    return network.through(url, ownName(service));
  }

  breakable(engines: BreakableEngines): BreakableEngines {
    const { postgres, redis } = this;
    return {
      ...engines,
      ...(postgres ? { stopPostgres: postgres.stop, killPostgres: postgres.kill, startPostgres: postgres.start } : {}),
      ...(redis ? { stopRedis: redis.stop, startRedis: redis.start } : {}),
    };
  }

  failOvers(network: Pick<Proxies, "move">): Readonly<Record<Service, FailOver | null>> {
    const { postgres, redis } = this;
    const moving = (service: Service, failOver: () => Promise<string>): FailOver => async () => {
      const now = await failOver();
      return async () => {
        for (const name of [service, ownName(service)]) await network.move(name, now);
      };
    };
    return {
      postgres: postgres && moving("postgres", async () => {
        const now = await postgres.failOver();
        this.#old = now === postgres.first ? postgres.second : postgres.first;
        return now;
      }),
      redis: redis && moving("redis", () => redis.failOver()),
    };
  }

  /** Connections of processes at the Postgres that follows, one line each. */
  async left(): Promise<readonly string[]> {
    if (this.#old === null) return [];
    const { port } = new URL(`tcp://${this.#old}`);
    const at = ["-h", "127.0.0.1", "-p", port, "-U", "postgres", "-d", "postgres"];
    const lines = await runCommand([`${postgresPrograms()}/psql`, ...at, "-Atc", CONNECTED]);
    return lines.split("\n").filter(Boolean).map((line) => `a connection stays at the old Postgres: ${line}`);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.owned.disposeAsync();
  }
}

function ownName(service: Service): string {
  return `own-${service}`;
}
