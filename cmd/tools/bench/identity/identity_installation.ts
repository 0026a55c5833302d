import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import type { ServerDatabase } from "../../../wiring/config/database_config.ts";
import { Health } from "../../../wiring/process/health.ts";
import { createMetrics } from "../../../wiring/process/metrics.ts";
import { openMigrations } from "../../../wiring/engines/migrations.ts";
import { openDatabase } from "../../../wiring/engines/postgres.ts";
import type { Process } from "../../../wiring/process/run_process.ts";
import { waitUntil } from "../../../../testing/engines/wait_until.ts";
import { ownInstallation } from "../own_installation.ts";
import { startChild } from "./child_process.ts";
import type { DetectionSamples, Run } from "./detection_samples.ts";
import { seedCustomers, type Seeded } from "./seed_customers.ts";
import { DAY_MS } from "../../../../domain/shared/durations.ts";

export interface IdentityInstallation {
  readonly process: Process;
  readonly database: ServerDatabase;
  readonly sql: Sql;
  readonly seeded: Seeded;
  readonly env: Readonly<Record<string, string>>;
  /** Throws unless the customer was identified. */
  detect(json: string): Promise<void>;
  /** CPU time of the API process since its start, in milliseconds. */
  apiCpuMs(): Promise<number>;
  storedIn(run: Run): Promise<number>;
  newRun(): Run;
}

const FIRST_DAY_AGO = 1_500;
const READY_WITHIN_MS = 60_000;

export async function identityInstallation(
  given: Process,
  customers: number,
  samples: DetectionSamples,
): Promise<IdentityInstallation> {
  const metrics = createMetrics("bench");
  const own = await ownInstallation(given, "identity");
  const process = { ...own, metrics, health: new Health(metrics.registry) };
  const { config, closing } = process;
  const database = config.database as ServerDatabase;
  const sql = await openDatabase(process, "bench");
  await openMigrations(sql).up();
  const port = freePort();
  const env = environmentOf(database, config.prefix, port);
  const api = startChild("api", env);
  closing.use(api);
  const base = `http://127.0.0.1:${port}`;
  await waitUntil("see the API ready", async () => (await drained(await fetch(`${base}/readyz`))).ok, {
    timeout: READY_WITHIN_MS,
    check: () => Promise.resolve(api.requireRunning()),
  });
  const send = async (method: string, path: string, json: string, status: number) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(base + path, { method, headers, body: json });
    const text = await response.text();
    if (response.status !== status) throw new Error(`Cannot measure: the API answered ${response.status} ${text}`);
  };
  for (const { beacon: { beaconId, ...draft } } of samples.stores.flatMap(({ beacons }) => beacons)) {
    await send("PUT", `/v1/beacons/${beaconId}`, JSON.stringify(draft), 201);
  }
  const firstDay = Math.floor(Date.now() / DAY_MS) - FIRST_DAY_AGO;
  const seeded = await seedCustomers(sql, customers, {
    lastSeen: new Date((firstDay - 1) * DAY_MS),
    store: samples.stores[0]!,
  });
  let runs = 0;
  return {
    process,
    database,
    sql,
    seeded,
    env,
    detect: (json) => send("POST", "/v1/detections", json, 201),
    apiCpuMs: async () => {
      const metrics = await (await fetch(`${base}/metrics`)).text();
      return Number(/^process_cpu_seconds_total\S* (\S+)$/m.exec(metrics)?.[1]) * 1_000;
    },
    storedIn: async ({ day }) => {
      const [row] = await sql<{ stored: number }[]>`
        select count(*)::int as stored from customer_identities
        where detected_at >= ${day} and detected_at < ${new Date(day.getTime() + DAY_MS)}`;
      return row!.stored;
    },
    newRun: () => ({ customers, day: new Date((firstDay + runs++) * DAY_MS) }),
  };
}

function environmentOf({ url, tls }: ServerDatabase, prefix: string, port: number): Record<string, string> {
  return {
    DATABASE_URL: url,
    DATABASE_SSLMODE: tls === "off" ? "disable" : tls,
    DB_TYPE: "",
    NAME_PREFIX: prefix,
    HOST: "127.0.0.1",
    PORT: String(port),
    METRICS_PORT: "0",
    API_KEYS: "",
    RATE_LIMIT_PER_MINUTE: "10000000",
    LOG_LEVEL: "warn",
  };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function drained(response: Response): Promise<Response> {
  await response.body?.cancel();
  return response;
}
