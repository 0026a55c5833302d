import { STREAMS } from "../../domain/commerce/commerce_event.ts";
import { requireKeysBeyondLoopback } from "../wiring/config/http_config.ts";
import { consumeStream, runMaintenance } from "../wiring/commerce/consume_stream.ts";
import { keepGrades, keepPoolsFresh } from "../wiring/commerce/keep_current.ts";
import { openCache, openSimulationState } from "../wiring/commerce.ts";
import { openEvents } from "../wiring/engines/dynamodb.ts";
import { openIdentity } from "../wiring/identity.ts";
import { openLog } from "../wiring/engines/kafka.ts";
import { openMigrations } from "../wiring/engines/migrations.ts";
import { keepLearning } from "../wiring/identity/confidence.ts";
import { keepRetention } from "../wiring/identity/retention.ts";
import { withRecorded } from "../wiring/identity/recorded.ts";
import { openDatabase } from "../wiring/engines/postgres.ts";
import { offerEngines } from "../wiring/engines/shared_engines.ts";
import { recordStream } from "../wiring/identity/record_stream.ts";
import type { Process } from "../wiring/process/run_process.ts";
import {
  FIRST_SHOP,
  isShopSeeded,
  runShopSimulation,
  seedShop,
  type SimulationOptions,
} from "../wiring/commerce/simulation.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { withRetry } from "../../adapters/system/with_retry.ts";
import { requireFreePort } from "../wiring/process/serve_port.ts";
import { serveApi } from "../wiring/serve_api.ts";
import { serveSourcing } from "../wiring/serve_sourcing.ts";
import { openStoreManager } from "../wiring/store.ts";
import { banner } from "./banner.ts";
import { openDemoSoon, withDemoPartners } from "./demo_partners.ts";
import { runTills } from "./run_tills.ts";
import { walkGuests } from "./walk_guests.ts";
import { keepTellingOfListings } from "../wiring/tell_of_listings.ts";
import { deliverWebhooks } from "../wiring/deliver_webhooks.ts";

/** The embedded outbox shares one database session, so it is polled less often. */
const RELAY_MS = 100;

interface StartOptions extends SimulationOptions {
  /** Embedded engines stay in memory. */
  readonly ephemeral: boolean;
  readonly visits: number;
  /** Without it nothing is invented: the shop is empty until somebody fills it. */
  readonly demo: boolean;
}

export async function startEverything(given: Process, options: StartOptions): Promise<void> {
  const process = withOptions(given, options);
  const { log, signal, closing, config: { http } } = process;
  requireKeysBeyondLoopback(process.config);
  requireFreePort({ ...http, variable: "PORT" });

  const sql = await openDatabase(process, "start", { exclusive: true, bulk: true });
  // Wrong settings of any engine are refused before anything is stored.
  const events = await openLog(process);
  const recorded = await openEvents(process);
  const retry = withRetry((error) => log.warn({ reason: reasonOf(error) }, "cannot reach Postgres yet: trying again"));
  const applied = await retry(() => openMigrations(sql).up(), signal);
  if (applied.length > 0) log.info({ applied: applied.map(({ name }) => name) }, "migrations applied");
  const shop = { ...FIRST_SHOP, seed: options.seed ?? FIRST_SHOP.seed };
  if (options.demo && !await isShopSeeded(sql, shop)) {
    log.info(await seedShop(process, sql, shop), "first users and products added");
  }

  const pools = openCache(process);
  const state = openSimulationState(process);
  const identity = withRecorded(process, openIdentity(process, sql), { sql, log: events, events: recorded });
  const sourcing = await serveSourcing(process, {
    works: true,
    prepare: (working, databases) => {
      closing.background("published listings", signal, (until) => {
        return keepTellingOfListings(process, () => Promise.resolve({ ...databases, main: sql }), until);
      });
      return withDemoPartners(working, databases);
    },
  });
  const store = openStoreManager(process, sql);
  const address = serveApi(process, sql, events, { pools, state, identity, sourcing, store });
  await offerEngines(process);
  console.log(`Tillstream is open at ${address}  (API: ${address}/docs; stop with Ctrl-C)`);
  if (Deno.stdout.isTerminal()) console.log(banner(process.config, address, options));

  await Promise.all([
    ...STREAMS.map((stream) =>
      closing.task(`the consumer of ${stream}`, consumeStream(process, sql, events, stream, signal))
    ),
    closing.task("maintenance", runMaintenance(process, sql, events, { signal, relayMs: RELAY_MS })),
    closing.task("the event recorder", recordStream(process, sql, events, recorded.record, signal)),
    closing.task(
      "the pools",
      keepPoolsFresh(process, sql, { cache: pools, opening: state.opening }, { speed: options.speed }),
    ),
    closing.task("the grades", keepGrades(process, sql, options.speed)),
    closing.task("the webhooks", deliverWebhooks(process, sql)),
    closing.task("retention", keepRetention(process, { sql, record: recorded.record })),
    closing.task("learning", keepLearning(process, sql)),
    ...options.demo ? demo() : [],
  ]);

  function demo(): Promise<void>[] {
    const clock = () => new Date();
    const guests = { ...identity, clock, newId: () => crypto.randomUUID() };
    const tills = { ...store, clock, seed: FIRST_SHOP.seed, loading: { ...store.manuals, digest: sha256, clock } };
    return [
      closing.task("the shoppers", runShopSimulation(process, events, { pools, state }, options)),
      closing.task("the guests", walkGuests(process, guests, { perSecond: options.visits, seed: options.seed })),
      closing.task("the tills", runTills(process, tills)),
      closing.task("the demo partners", openDemoSoon(process, sourcing)),
    ];
  }
}

function withOptions(process: Process, { ephemeral, demo }: StartOptions): Process {
  const { dataFolder, sourcing } = process.config;
  const config = {
    ...process.config,
    dataFolder: ephemeral ? null : dataFolder,
    sourcing: { ...sourcing, demo: sourcing.demo && demo },
  };
  return { ...process, config };
}
