import { createApp } from "../../adapters/http/app.ts";
import type { IdentityDeps } from "../../adapters/http/identity/deps.ts";
import { asyncApiDocument } from "../../adapters/kafka/asyncapi.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresStreamPositions } from "../../adapters/postgres/commerce/stream_positions.ts";
import { PostgresMemberRecords } from "../../adapters/postgres/commerce/members/member_records.ts";
import { PostgresOrders } from "../../adapters/postgres/commerce/orders.ts";
import { PostgresProducts } from "../../adapters/postgres/commerce/products.ts";
import { PostgresShopLists } from "../../adapters/postgres/commerce/shop_lists.ts";
import { PostgresShopFigures } from "../../adapters/postgres/commerce/shop_figures.ts";
import { PostgresWebhookInbox } from "../../adapters/postgres/commerce/webhook_inbox.ts";
import { PostgresOutboxAdmin } from "../../adapters/postgres/core/outbox_admin.ts";
import { newApiKey } from "../../adapters/system/new_api_key.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import type { SourcingDeps } from "../../adapters/http/sourcing/deps.ts";
import { keepAnswers } from "./keep_answers.ts";
import type { StoreDeps } from "../../adapters/http/store/deps.ts";
import { CachedApiKeys } from "../../application/shared/cached_api_keys.ts";
import { PostgresApiKeys } from "../../adapters/postgres/core/api_keys.ts";
import type { CachePools } from "../../application/commerce/ports/cache.ts";
import type { SimulationState } from "./commerce.ts";
import { openWebhookSecrets } from "./engines/webhook_secrets.ts";
import { PostgresWebhookOutbox } from "../../adapters/postgres/webhooks/outbox.ts";
import { PostgresWebhookSubscriptions } from "../../adapters/postgres/webhooks/subscriptions.ts";
import { LinkedUsers } from "./commerce/linked_users.ts";
import { openErasedUsers, userErasure } from "./commerce/user_erasure.ts";
import { redriveDeps } from "./commerce/redrive_deps.ts";
import { openImports } from "./commerce/open_imports.ts";
import { outboxEncoder } from "./commerce/outbox_encoder.ts";
import { allStreams, streamNames } from "../../adapters/kafka/stream_names.ts";
import type { Log } from "./engines/kafka.ts";
import { openStoreManager } from "./store.ts";
import type { Process } from "./process/run_process.ts";
import { serveHealth } from "./process/health.ts";
import { showConnections } from "./process/metrics.ts";
import { connectionLimits, servePort } from "./process/serve_port.ts";
import { lagOf, showLag } from "./commerce/lag_metrics.ts";

export function serveApi(
  process: Process,
  sql: Sql,
  events: Log,
  { pools, state, identity, sourcing, store = openStoreManager(process, sql) }: {
    readonly pools: CachePools;
    readonly state: SimulationState;
    readonly identity: IdentityDeps;
    readonly sourcing: SourcingDeps;
    /** Default: one of its own. */
    readonly store?: StoreDeps;
  },
): string {
  const { config, log, metrics, health, closing } = process;
  const {
    host,
    port,
    apiKeys,
    loopbackOnly,
    publishedOnLoopback,
    bodyLimitBytes,
    importLimitBytes,
    requestsPerMinute,
  } = config.http;
  const positions = new PostgresStreamPositions(sql);
  const sources = { positions, inspector: events.inspector, streams: allStreams(config.prefix) };
  showLag(metrics.registry, sources);
  const erased = openErasedUsers(process);
  process.work.lag = () => lagOf(sources);
  const keys = new PostgresApiKeys(sql);
  const app = createApp({
    commerce: {
      users: new LinkedUsers(sql, erased),
      members: new PostgresMemberRecords(sql),
      erasure: userErasure(process, { sql, log: events, pools, erased }),
      products: new PostgresProducts(sql),
      orders: new PostgresOrders(sql, erased),
      lists: new PostgresShopLists(sql),
      figures: new PostgresShopFigures(sql),
      positions,
      events: events.events,
      inspector: events.inspector,
      scanner: events.scanner,
      redrive: redriveDeps(config.prefix, { sql, writer: events.writer, erased }),
      outbox: new PostgresOutboxAdmin(sql),
      imports: openImports(process, sql, events, store),
      webhooks: {
        webhooks: new PostgresWebhookInbox(sql, outboxEncoder(config.prefix)),
        rates: config.commerce.exchangeRates,
        digest: sha256,
        shopifySecrets: config.commerce.shopifySecrets,
      },
      pools,
      scenarios: state.scenarios,
      streams: streamNames(config.prefix),
    },
    keys: { keys, digest: sha256, newSecret: newApiKey },
    store,
    identity,
    sourcing,
    webhooks: {
      subscriptions: new PostgresWebhookSubscriptions(sql),
      deliveries: new PostgresWebhookOutbox(sql),
      secrets: openWebhookSecrets(config),
    },
    clock: () => new Date(),
    newId: () => crypto.randomUUID(),
    random: Math.random,
    log,
    apiKeys: new CachedApiKeys(keys, { now: () => performance.now() }),
    answers: keepAnswers(process, sql),
    asyncapi: asyncApiDocument(allStreams(config.prefix)),
    health: { live: () => health.live(), ready: () => health.ready(), metrics: () => health.metrics() },
  }, {
    apiKeys,
    loopback: loopbackOnly,
    peers: publishedOnLoopback ? "any" : "loopback",
    corsOrigins: config.http.corsOrigins,
    bodyLimit: bodyLimitBytes,
    importLimit: importLimitBytes,
    rateLimit: { calls: requestsPerMinute, windowMs: 60_000 },
  });
  // For a supervisor without a key; the API's own port asks for one where keys are set.
  if (config.http.probePort !== null) serveHealth(config, health, log, closing);
  const server = servePort(
    { host, port, variable: "PORT" },
    { log, limits: connectionLimits(config.http.connections) },
    (request, remoteAddr) => app.fetch(request, { remoteAddr }),
  );
  showConnections(metrics.registry, server);
  closing.opened("requests under way", async () => {
    app.close();
    await server.shutdown();
  });
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${shown.includes(":") ? `[${shown}]` : shown}:${server.addr.port}`;
}
