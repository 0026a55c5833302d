import { freshDemoState, parseDemoState } from "../../adapters/partners/demo/state.ts";
import { type DemoPartners, serveDemoPartners } from "../../adapters/partners/demo/serve.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { writeWhole } from "../../adapters/system/write_whole.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { listProduct } from "../../application/sourcing/list_product.ts";
import { addMarketAccount } from "../../application/sourcing/manage_market_accounts.ts";
import { addSupplierAccount } from "../../application/sourcing/manage_supplier_accounts.ts";
import { everyPage } from "../../application/sourcing/page.ts";
import type { MarketAccount } from "../../domain/sourcing/market_account.ts";
import { hasEnded } from "../../domain/sourcing/listing.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import type { SourcingDatabases } from "../wiring/open_sourcing.ts";
import { DemoCandidates } from "./demo_candidates.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { sourcingPorts } from "../wiring/sourcing.ts";

type Ports = ReturnType<typeof sourcingPorts>;

const SUPPLIER = "demo-supplier";
const MARKET = "demo-market";
const NAME = "demo";
const PROTOCOL = "json";
const REQUESTS_PER_MINUTE = 600;
const FEE_RATE = 0.1;
const SYNC_SECONDS = 15;
const PULL_SECONDS = 10;
const LIST_EVERY_MS = 5_000;
/** The page and its orders first. */
const AFTER_MS = 4_000;

/** Opens the embedded databases early, for the demo to begin in the first minute. */
export async function openDemoSoon(
  { config, log, signal }: Process,
  sourcing: { readonly open: () => Promise<unknown> },
): Promise<void> {
  if (!config.sourcing.demo || config.sourcing.databases !== null) return;
  await sleep(AFTER_MS, signal);
  if (signal.aborted) return;
  await sourcing.open().catch((error) => log.warn({ reason: reasonOf(error) }, "cannot begin the sourcing demo"));
}

/**
 * A supplier and a marketplace on loopback, with an account each, while there are no accounts of anybody's own. Gives
 * the process to work with: their answers are asked for more often.
 */
export async function withDemoPartners(process: Process, databases: SourcingDatabases): Promise<Process> {
  const { config, log, closing, signal } = process;
  const ports = sourcingPorts(process, databases);
  const accounts = await demoAccounts(ports);
  const { supplier, market, hasOwn } = accounts;
  const isEnded = supplier?.status === "CLOSED" || market?.status === "CLOSED";
  if (!config.sourcing.demo || config.sourcing.databases !== null || hasOwn || isEnded) {
    // Nobody answers under their addresses.
    await pause(ports, accounts);
    return process;
  }
  const partners = closing.use(await openPartners(config.dataFolder));
  const active = { status: "ACTIVE", protocol: PROTOCOL } as const;
  const common = { clock: () => new Date(), newId: () => crypto.randomUUID() };
  if (supplier) await ports.accounts.change(supplier.id, { ...active, feedUrl: partners.supplierUrl });
  else {
    await addSupplierAccount({ accounts: ports.accounts, supplierProtocols: [PROTOCOL], ...common }, {
      ...{ supplier: SUPPLIER, name: NAME, requestsPerMinute: REQUESTS_PER_MINUTE, feedUrl: partners.supplierUrl },
    });
  }
  if (market) await ports.marketAccounts.change(market.id, { ...active, apiUrl: partners.marketplaceUrl });
  else {
    await addMarketAccount({ marketAccounts: ports.marketAccounts, marketplaceProtocols: [PROTOCOL], ...common }, {
      ...{ market: MARKET, name: NAME, requestsPerMinute: REQUESTS_PER_MINUTE, apiUrl: partners.marketplaceUrl },
      feeRate: FEE_RATE,
    });
  }
  log.info({}, "sourcing demo begun: a supplier and a marketplace of this process; SOURCING_DEMO=false ends it");
  const candidates = new DemoCandidates(process, databases, { market: MARKET, url: partners.marketplaceUrl });
  const listing = repeat(
    async () => {
      const now = await demoAccounts(ports);
      if (!now.hasOwn) return await candidates.follow(await listNewProducts(ports, now));
      if (await pause(ports, now)) log.info({}, "sourcing demo paused: there is an account of your own");
    },
    LIST_EVERY_MS,
    signal,
    (error) => log.debug({ reason: reasonOf(error) }, "cannot list demo products yet"),
  );
  closing.defer(() => listing);
  const { syncIntervalSeconds, pullIntervalSeconds } = config.sourcing;
  const sourcing = {
    ...config.sourcing,
    syncIntervalSeconds: Math.min(syncIntervalSeconds, SYNC_SECONDS),
    pullIntervalSeconds: Math.min(pullIntervalSeconds, PULL_SECONDS),
  };
  return { ...process, config: { ...config, sourcing } };
}

async function openPartners(folder: string | null): Promise<DemoPartners> {
  const file = folder === null ? null : `${folder}/demo-partners.json`;
  const kept = file === null ? null : await Deno.readTextFile(file).then(parseDemoState, () => null);
  return serveDemoPartners({
    seed: "tillstream",
    state: kept ?? freshDemoState(new Date()),
    clock: () => new Date(),
    save: async (state) => {
      if (file !== null) await writeWhole(file, JSON.stringify(state));
    },
  });
}

interface DemoAccounts {
  readonly supplier: SupplierAccount | undefined;
  readonly market: MarketAccount | undefined;
  /** Whether there is an account of somebody's own, not closed. */
  readonly hasOwn: boolean;
}

async function demoAccounts(ports: Ports): Promise<DemoAccounts> {
  const suppliers = await everyPage((page) => ports.accounts.list(page));
  const markets = await everyPage((page) => ports.marketAccounts.list(page));
  const supplier = suppliers.find((each) => each.supplier === SUPPLIER && each.name === NAME);
  const market = markets.find((each) => each.market === MARKET && each.name === NAME);
  const hasOwn = [...suppliers, ...markets].some((each) =>
    each !== supplier && each !== market && each.status !== "CLOSED"
  );
  return { supplier, market, hasOwn };
}

/** Whether one of them was active. */
async function pause(ports: Ports, { supplier, market }: DemoAccounts): Promise<boolean> {
  const isActive = [supplier, market].some((account) => account?.status === "ACTIVE");
  if (market?.status === "ACTIVE") await ports.marketAccounts.change(market.id, { status: "PAUSED" });
  if (supplier?.status === "ACTIVE") await ports.accounts.change(supplier.id, { status: "PAUSED" });
  return isActive;
}

/**
 * What a person does with `POST /v1/sourcing/listings`. Only what the demo's supplier sells: simulated buyers would order
 * the rest of a real one. Gives how many products there are.
 */
async function listNewProducts(ports: Ports, { supplier, market }: DemoAccounts): Promise<number> {
  if (!supplier || market?.status !== "ACTIVE") return 0;
  const listings = await everyPage((page) => ports.listings.list(page, { marketAccountId: market.id }));
  const listed = new Set(listings.filter(({ status }) => !hasEnded(status)).map(({ productId }) => productId));
  const products = await everyPage((page) => ports.products.list(page));
  for (const product of products) {
    if (product.supplierAccountId !== supplier.id || product.status !== "ON_SALE" || listed.has(product.id)) continue;
    await listProduct({ ...ports, digest: sha256, clock: () => new Date(), newId: () => crypto.randomUUID() }, {
      productId: product.id,
      marketAccountId: market.id,
    });
  }
  return products.length;
}
