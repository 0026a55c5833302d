import { assertEquals } from "@std/assert";
import { PostgresBenchmarks } from "../../adapters/postgres/sourcing/benchmarks.ts";
import { PostgresBenchmarkVectors } from "../../adapters/postgres/sourcing/benchmark_vectors.ts";
import { PostgresCandidates } from "../../adapters/postgres/sourcing/candidates.ts";
import { PostgresCrossDatabaseOutbox } from "../../adapters/postgres/sourcing/cross_database_outbox.ts";
import { PostgresListings } from "../../adapters/postgres/sourcing/listings.ts";
import { PostgresMarketAccounts } from "../../adapters/postgres/sourcing/market_accounts.ts";
import { PostgresMarketOrders } from "../../adapters/postgres/sourcing/market_orders.ts";
import { PostgresProducts } from "../../adapters/postgres/sourcing/products.ts";
import { PostgresProductVectors } from "../../adapters/postgres/sourcing/product_vectors.ts";
import { PostgresSupplierAccounts } from "../../adapters/postgres/sourcing/supplier_accounts.ts";
import { PostgresSupplierJournal } from "../../adapters/postgres/sourcing/supplier_journal.ts";
import { PostgresBuyerMessages } from "../../adapters/postgres/sourcing/buyers/buyer_messages.ts";
import { PostgresBuyerRegister } from "../../adapters/postgres/sourcing/buyers/buyer_register.ts";
import { PostgresSupplierOrders } from "../../adapters/postgres/sourcing/supplier_orders.ts";
import { PostgresSupplierRecords } from "../../adapters/postgres/sourcing/supplier_records.ts";
import { LexicalEmbedder } from "../../adapters/system/lexical_embedder.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import type { FormatOf } from "../../application/sourcing/ports/partners.ts";
import { relayAcross, type RelayCounts } from "../../application/sourcing/relay_across.ts";
import { collectBenchmarks } from "../../application/sourcing/collect_benchmarks.ts";
import { embedTexts } from "../../application/sourcing/embed_texts.ts";
import { findCandidates } from "../../application/sourcing/find_candidates.ts";
import { ITEM_CHANGED } from "../../application/sourcing/messages.ts";
import { makeProducts } from "../../application/sourcing/make_products.ts";
import { syncSupplier } from "../../application/sourcing/sync_supplier.ts";
import { supplierAccountIdSchema } from "../../domain/sourcing/ids.ts";
import { marginPolicy } from "../../domain/sourcing/price_policy.ts";
import { benchmarks, items } from "../fixtures/feed_samples.ts";
import { type FeedServer, feedServer } from "../network/feed_server.ts";
import { temporarySourcing, watchSourcing } from "../engines/temporary_sourcing.ts";
import { jsonProtocol } from "../../adapters/partners/json/protocol.ts";
import { JsonFeed } from "../../adapters/partners/json/feed.ts";
import { type Called, type CallOptions, withApp } from "./call.ts";
import { fakeShop } from "./fake_shop.ts";
import type { SourcingPorts } from "../../adapters/http/sourcing/deps.ts";

interface SourcingBench {
  readonly call: (route: string, options?: CallOptions) => Promise<Called>;
  readonly feed: FeedServer;
  /** Statements that were sent since it was emptied, by database. */
  readonly sent: string[];
  readonly sync: (accountId: string) => Promise<unknown>;
  readonly make: () => Promise<RelayCounts>;
  /** As `make`, with no protocol registered. */
  readonly refuse: () => Promise<RelayCounts>;
  readonly match: () => Promise<unknown>;
}

const signal = new AbortController().signal;

/** The routes over three real databases, with a feed on loopback. */
export async function onThreeDatabases(work: (bench: SourcingBench) => Promise<void>): Promise<void> {
  await using three = await temporarySourcing();
  await using feed = feedServer({ items: items(30), products: benchmarks(8) });
  const sent: string[] = [];
  await using watched = watchSourcing(three, (name, statement) => void sent.push(`${name}: ${statement}`));
  const { source, dropship, market } = watched;
  const collection = new PostgresBenchmarks(market);
  const ports: SourcingPorts = {
    accounts: new PostgresSupplierAccounts(source),
    journal: new PostgresSupplierJournal(source),
    records: new PostgresSupplierRecords(source),
    outbox: new PostgresCrossDatabaseOutbox(source, "source"),
    dropshipOutbox: new PostgresCrossDatabaseOutbox(dropship, "dropship"),
    products: new PostgresProducts(dropship),
    candidates: new PostgresCandidates(dropship),
    benchmarks: collection,
    collection,
    marketAccounts: new PostgresMarketAccounts(market),
    listings: new PostgresListings(market),
    orders: new PostgresMarketOrders(market),
    supplierOrders: new PostgresSupplierOrders(market),
    buyers: { register: new PostgresBuyerRegister(market), messages: [new PostgresBuyerMessages(source)] },
    fulfilment: () => null,
    supplierProtocols: ["json"],
    marketplaceProtocols: ["json"],
  };
  const http = new JsonFeed({
    url: feed.url,
    token: null,
    requestsPerMinute: 6_000,
    pageSize: 10,
  });
  const embedder = new LexicalEmbedder();
  const making = { items: ports.records, products: ports.products, policy: marginPolicy(0.25), digest: sha256 };
  const relay = (formatOf: FormatOf) =>
    relayAcross({ outbox: ports.outbox, deliveries: { [ITEM_CHANGED]: makeProducts({ ...making, formatOf }) } }, {
      destination: "dropship",
    });
  const shop = fakeShop({
    sourcing: { open: () => Promise.resolve(ports), now: () => performance.now() },
    newId: () => crypto.randomUUID(),
  });
  await withApp(
    async (call) => {
      await work({
        call,
        feed,
        sent,
        sync: async (accountId) =>
          await syncSupplier({
            journal: ports.journal,
            feed: http,
            format: jsonProtocol.format,
            digest: sha256,
            clock: () => new Date(),
          }, {
            accountId: supplierAccountIdSchema.parse(accountId),
            kind: "items",
            mode: "changes",
            runner: "test",
            signal,
          }),
        make: async () => {
          const made = await relay(() => jsonProtocol.format);
          await embedTexts({ vectors: new PostgresProductVectors(dropship), embedder, digest: sha256 }, { signal });
          return made;
        },
        refuse: () => relay(() => null),
        match: async () => {
          const request = { market: "market", feedUrl: feed.url, credential: null, query: "", pageLimit: null };
          const job = (await collection.take("test", (await collection.queue(request)).id))!;
          await collectBenchmarks({ collection, feed: http, format: jsonProtocol.format, digest: sha256 }, job, {
            runner: "test",
            signal,
          });
          await embedTexts({ vectors: new PostgresBenchmarkVectors(market), embedder, digest: sha256 }, { signal });
          return await findCandidates({ benchmarks: collection, candidates: ports.candidates }, {
            space: embedder.space,
            nearest: 3,
            leastScore: 0.1,
            signal,
          });
        },
      });
    },
    {},
    shop,
  );
}

export async function addAccount({ call, feed }: SourcingBench): Promise<string> {
  const added = await call("POST /v1/sourcing/supplier-accounts", {
    body: { supplier: "feed", name: "main", feedUrl: feed.url, requestsPerMinute: 6_000 },
  });
  assertEquals([added.status, added.headers.get("location")], [201, `/v1/sourcing/supplier-accounts/${added.body.id}`]);
  return added.body.id;
}
