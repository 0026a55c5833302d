import { encodeIdentified } from "../../../../adapters/kafka/identity/identity_codec.ts";
import { newTraceparent } from "../../../../adapters/system/traceparent.ts";
import { textLines } from "../../../../adapters/files/text_lines.ts";
import { type CustomerId, MOST_PREFERENCES } from "../../../../domain/identity/customer.ts";
import { ONCE_WITHIN_MS } from "../../../../domain/identity/customer_identity.ts";
import { findProgram } from "../../../../testing/engines/find_program.ts";
import { postgresPrograms } from "../../../../testing/engines/packages/postgres_package.ts";
import { identityNames } from "../../../../adapters/kafka/stream_names.ts";
import type { ServerDatabase } from "../../../wiring/config/database_config.ts";
import { PGBENCH_ORDER, type Run } from "./detection_samples.ts";
import type { SimulatedStore } from "../../../../domain/identity/visits/simulated_store.ts";

interface PgbenchOptions {
  readonly database: ServerDatabase;
  readonly prefix: string;
  readonly store: SimulatedStore;
  readonly run: Run;
  readonly clients: number;
  readonly seconds: number;
  /** Transactions a second; `null`: as fast as possible. */
  readonly rate: number | null;
}

export interface PgbenchResult {
  readonly perSecond: number;
  readonly samples: number[];
}

/** Looks on the PATH, then among the programs of `deno task services`; `null` if missing. */
export function findPgbench(): string | null {
  const own = `${postgresPrograms()}/pgbench`;
  try {
    return findProgram("pgbench") ?? (Deno.statSync(own).isFile ? own : null);
  } catch {
    return null;
  }
}

export async function runPgbench(program: string, options: PgbenchOptions): Promise<PgbenchResult> {
  const { database, clients, seconds, rate } = options;
  const folder = await Deno.makeTempDir({ prefix: "pgbench-" });
  try {
    await Deno.writeTextFile(`${folder}/identify.sql`, scriptOf(options));
    const began = performance.now();
    const { success, stderr } = await new Deno.Command(program, {
      args: [
        ...["--no-vacuum", "--protocol", database.prepare === false ? "extended" : "prepared"],
        ...["--client", String(clients), "--jobs", "1", "--time", String(seconds)],
        ...["--file", "identify.sql", "--log", "--log-prefix", "log", "--define", "n=-1"],
        ...(rate === null ? [] : ["--rate", String(rate)]),
      ],
      cwd: folder,
      env: connectionOf(database),
      stdout: "null",
      stderr: "piped",
    }).output();
    const elapsed = (performance.now() - began) / 1_000;
    if (!success) throw new Error(`Cannot measure by pgbench: ${new TextDecoder().decode(stderr).trim()}`);
    const samples = await readLogs(folder);
    return { perSecond: samples.length / Math.min(elapsed, seconds), samples };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

export function scriptOf(
  { prefix, store, run: { customers, day }, clients }: Pick<PgbenchOptions, "prefix" | "store" | "run" | "clients">,
): string {
  const { beaconId, storeId, location } = store.tables[0]!.beacon;
  const { topic } = identityNames(prefix);
  const customerId = `customer-${customers}` as CustomerId;
  const identity = { customerId, beaconId, storeId, location, confidence: 0.95, detectedAt: day };
  const event = { type: "customer.identified", eventId: crypto.randomUUID(), identity } as const;
  const { key, value, headers } = encodeIdentified(event, { topic, source: "/tillstream/identity", newTraceparent });
  const bytes = (content: string | Uint8Array | null) =>
    `'\\x${
      [...(typeof content === "string" ? new TextEncoder().encode(content) : content ?? [])]
        .map((byte) => byte.toString(16).padStart(2, "0")).join("")
    }'`;
  return [
    "\\set n :n + 1",
    `\\set i :n * ${clients} + :client_id`,
    `\\set customer ${PGBENCH_ORDER.customer(customers)}`,
    `\\set after ${PGBENCH_ORDER.afterMs(customers)}`,
    "select outcome, near from record_identity('customer-' || :customer::text, " +
    `'${beaconId}', '${storeId}', '${location.name}', '${location.type}', 0.95, ` +
    `timestamptz '${day.toISOString()}' + :after::bigint * interval '1 millisecond', gen_random_uuid(), '{}', ` +
    `${MOST_PREFERENCES}, '${ONCE_WITHIN_MS} milliseconds', '{}', '${topic}', ` +
    `${bytes(key)}, ${bytes(value)}, ${bytes(JSON.stringify(headers))}, ` +
    "array[sha256(convert_to('customer-' || :customer::text, 'UTF8'))], null);",
  ].join("\n");
}

/** In libpq's variables: other users could read a password in the arguments. */
function connectionOf({ url, tls, caFile }: ServerDatabase): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    PGHOST: hostname.replace(/^\[|\]$/g, ""),
    PGPORT: port || "5432",
    PGUSER: decodeURIComponent(username),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    ...(password ? { PGPASSWORD: decodeURIComponent(password) } : {}),
    PGSSLMODE: tls === "off" ? "disable" : tls,
    ...(caFile ? { PGSSLROOTCERT: caFile } : {}),
  };
}

/** The third column is the transaction's latency in microseconds since it was due. */
async function readLogs(folder: string): Promise<number[]> {
  const samples: number[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.startsWith("log.")) continue;
    using file = await Deno.open(`${folder}/${name}`);
    for await (const lines of textLines(file.readable)) {
      for (const { text } of lines) {
        const microseconds = Number(text.split(" ")[2]);
        if (Number.isFinite(microseconds)) samples.push(microseconds / 1_000);
      }
    }
  }
  return samples;
}
