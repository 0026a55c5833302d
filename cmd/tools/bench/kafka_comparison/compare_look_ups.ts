import { PostgresUsers } from "../../../../adapters/postgres/commerce/users.ts";
import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import type { RedisClient } from "../../../../adapters/redis/core/connect.ts";
import type { CachePools } from "../../../../application/commerce/ports/cache.ts";
import { pick, type Random } from "../../../../domain/shared/random.ts";
import type { User } from "../../../../domain/commerce/user.ts";
import { type Latency, latencyOf, timeEach } from "../../../wiring/process/latencies.ts";

export type LookUpKind = "byKey" | "byRandomSeed" | "byRandomOrder" | "anyOfPool";

export interface LookUp {
  readonly where: "postgres" | "redis" | "memory";
  readonly kind: LookUpKind;
  readonly command: string;
  readonly latency: Latency;
}

interface LookUpSources {
  readonly sql: Sql;
  readonly pools: CachePools;
  /** `null` if the pools are in this process. */
  readonly redis: { readonly client: RedisClient; readonly key: string } | null;
  readonly users: readonly User[];
  readonly random: Random;
}

const QUICK_TIMES = 2_000;
const SLOW_TIMES = 50;
const WARM_UP_TIMES = 20;

export async function compareLookUps({ sql, pools, redis, users, random }: LookUpSources): Promise<LookUp[]> {
  const someId = () => pick(random, users).userId;
  const store = new PostgresUsers(sql);
  const ways: (Omit<LookUp, "latency"> & { readonly times: number; readonly run: () => PromiseLike<unknown> })[] = [
    {
      where: "postgres",
      kind: "byKey",
      command: "where user_id = …",
      times: QUICK_TIMES,
      run: () => store.find(someId()),
    },
    {
      where: "postgres",
      kind: "byRandomSeed",
      command: "where random_seed >= … order by random_seed limit 1",
      times: QUICK_TIMES,
      run: () => sql`select * from users where random_seed >= ${random()} order by random_seed limit 1`,
    },
    {
      where: "postgres",
      kind: "byRandomOrder",
      command: "order by random() limit 1",
      times: SLOW_TIMES,
      run: () => sql`select * from users order by random() limit 1`,
    },
    ...(redis
      ? [
        {
          where: "redis" as const,
          kind: "byKey" as const,
          command: "HGET cache:users …",
          times: QUICK_TIMES,
          run: () => redis.client.hget(redis.key, someId()),
        },
        {
          where: "redis" as const,
          kind: "anyOfPool" as const,
          command: "HRANDFIELD cache:users 1 WITHVALUES",
          times: QUICK_TIMES,
          run: () => redis.client.hrandfield(redis.key, 1, "WITHVALUES"),
        },
      ]
      : [{
        where: "memory" as const,
        kind: "anyOfPool" as const,
        command: "one of the pool in this process",
        times: QUICK_TIMES,
        run: () => pools.randomUser(),
      }]),
  ];
  const measured: LookUp[] = [];
  for (const { times, run, ...way } of ways) {
    const work = async () => await run();
    await timeEach(WARM_UP_TIMES, work);
    measured.push({ ...way, latency: latencyOf(await timeEach(times, work)) });
  }
  return measured;
}
