import { STREAMS } from "../../domain/commerce/commerce_event.ts";
import { requireKeysBeyondLoopback } from "../wiring/config/http_config.ts";
import { consumeStream, runMaintenance } from "../wiring/commerce/consume_stream.ts";
import { keepGrades, keepPoolsFresh } from "../wiring/commerce/keep_current.ts";
import { openCache, openSimulationState } from "../wiring/commerce.ts";
import { openEvents } from "../wiring/engines/dynamodb.ts";
import { openIdentity } from "../wiring/identity.ts";
import { openLog } from "../wiring/engines/kafka.ts";
import { openMigrations } from "../wiring/engines/migrations.ts";
import { withRecorded } from "../wiring/identity/recorded.ts";
import { openDatabase } from "../wiring/engines/postgres.ts";
import { recordStream } from "../wiring/identity/record_stream.ts";
import type { Process } from "../wiring/process/run_process.ts";
import {
  FIRST_SHOP,
  isShopSeeded,
  runShopSimulation,
  seedShop,
  type SimulationOptions,
} from "../wiring/commerce/simulation.ts";
import { serveApi } from "../wiring/serve_api.ts";
import { serveSourcing } from "../wiring/serve_sourcing.ts";
import { openDemoSoon, withDemoPartners } from "./demo_partners.ts";
import { walkGuests } from "./walk_guests.ts";

/** The embedded outbox shares one database session, so it is polled less often. */
const RELAY_MS = 100;

interface StartOptions extends SimulationOptions {
  /** Embedded engines stay in memory. */
  readonly ephemeral: boolean;
  readonly visits: number;
}

export async function startEverything(given: Process, options: StartOptions): Promise<void> {
  const process = options.ephemeral ? inMemory(given) : given;
  const { log, signal } = process;
  requireKeysBeyondLoopback(process.config);

  const sql = await openDatabase(process, "start", { exclusive: true, bulk: true });
  const applied = await openMigrations(sql).up();
  if (applied.length > 0) log.info({ applied: applied.map(({ name }) => name) }, "migrations applied");
  const shop = { ...FIRST_SHOP, seed: options.seed ?? FIRST_SHOP.seed };
  if (!await isShopSeeded(sql, shop)) log.info(await seedShop(process, sql, shop), "first users and products added");

  const events = await openLog(process);
  const pools = openCache(process);
  const state = openSimulationState(process);
  const recorded = await openEvents(process);
  const identity = withRecorded(process, openIdentity(process, sql), { sql, log: events, events: recorded });
  const sourcing = await serveSourcing(process, { works: true, prepare: withDemoPartners });
  const address = serveApi(process, sql, events, { pools, state, identity, sourcing });
  console.log(`Tillstream is open at ${address}  (API: ${address}/docs; stop with Ctrl-C)`);

  await Promise.all([
    ...STREAMS.map((stream) => consumeStream(process, sql, events, stream, signal)),
    runMaintenance(process, sql, events, { signal, relayMs: RELAY_MS }),
    recordStream(process, sql, events, recorded.record, signal),
    keepPoolsFresh(process, sql, { cache: pools, opening: state.opening }, { speed: options.speed }),
    keepGrades(process, sql, options.speed),
    runShopSimulation(process, events, { pools, state }, options),
    walkGuests(
      process,
      { ...identity, clock: () => new Date(), newId: () => crypto.randomUUID() },
      { perSecond: options.visits, seed: options.seed },
    ),
    openDemoSoon(process, sourcing),
  ]);
}

function inMemory(process: Process): Process {
  return { ...process, config: { ...process.config, dataFolder: null } };
}
