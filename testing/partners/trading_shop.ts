import { assertEquals } from "@std/assert";
import { PostgresListings } from "../../adapters/postgres/sourcing/listings.ts";
import { PostgresMarketAccounts } from "../../adapters/postgres/sourcing/market_accounts.ts";
import { PostgresProducts } from "../../adapters/postgres/sourcing/products.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { listProduct } from "../../application/sourcing/list_product.ts";
import { type BarrierPlace, closeBarrier } from "../engines/barrier.ts";
import { RunningProcess, runProcessToEnd } from "../engines/running_process.ts";
import { type TemporarySourcing, temporarySourcing } from "../engines/temporary_sourcing.ts";
import type { MarketplaceServer, SupplierServer, TradingServer } from "../network/trading_servers.ts";
import { JSON_MARKET, JSON_SUPPLIER, type MarketOfTest } from "./trading_partners.ts";

export interface Shop<M extends MarketplaceServer = MarketplaceServer> {
  readonly three: TemporarySourcing;
  readonly supplier: SupplierServer;
  readonly market: M;
}

export function inShop(work: (shop: Shop) => Promise<void>): Promise<void> {
  return inShopAt(JSON_MARKET, work);
}

export async function inShopAt<M extends MarketplaceServer>(
  { open, protocol, credential, vendorId, env }: MarketOfTest<M>,
  work: (shop: Shop<M>) => Promise<void>,
  from = JSON_SUPPLIER,
): Promise<void> {
  await using three = await temporarySourcing();
  await using supplier = from.open();
  await using market = open();
  await three.source`
    insert into supplier_accounts (supplier, name, feed_url, requests_per_minute, protocol, credential)
    values ('supplier', 'main', ${supplier.url}, 6000, ${from.protocol}, ${from.credential})`;
  await three.market`
    insert into market_accounts (market, name, api_url, requests_per_minute, fee_rate, protocol, credential, vendor_id)
    values ('market', 'main', ${market.url}, 6000, 0.1, ${protocol}, ${credential}, ${vendorId})`;
  await work({
    three: { ...three, env: { ...three.env, ...env(market.url), ...from.env(supplier.url) } },
    supplier,
    market,
  });
}

// deno-lint-ignore no-explicit-any -- a report is looked at field by field
export async function report(step: string, { three }: Shop, args: readonly string[] = []): Promise<any> {
  const { code, stdout, stderr } = await runProcessToEnd("sourcing", {
    args: [step, ...args, "--once", "--json"],
    env: three.env,
  });
  assertEquals(code, 0, stderr);
  return JSON.parse(stdout);
}

/** Kills a process at a barrier in a database. */
export async function killAtBarrier(
  shop: Shop,
  step: string,
  database: "source" | "dropship" | "market",
  place: BarrierPlace,
) {
  const url = shop.three.env[`${database.toUpperCase()}_DATABASE_URL`]!;
  await using barrier = await closeBarrier(shop.three[database], url, place);
  await using victim = await RunningProcess.start("sourcing", { args: [step, "--once"], env: shop.three.env });
  await barrier.reached();
  await victim.stop("SIGKILL");
}

/** Kills a process when the other side has carried out its nth call that begins like this and has not answered yet. */
export async function killUnanswered(shop: Shop, step: string, server: TradingServer, call: string, nth: number) {
  let seen = 0;
  const reached = Promise.withResolvers<void>();
  const killed = Promise.withResolvers<void>();
  server.barrier = async (made, when) => {
    if (!made.startsWith(call) || when !== "after" || ++seen < nth) return;
    reached.resolve();
    await killed.promise;
  };
  await using victim = await RunningProcess.start("sourcing", { args: [step, "--once"], env: shop.three.env });
  const early = victim.ended.then(({ stderr }) => Promise.reject(new Error(`it ended before: ${stderr}`)));
  await Promise.race([reached.promise, early]);
  early.catch(() => {});
  await victim.stop("SIGKILL");
  server.barrier = null;
  killed.resolve();
}

export async function listEverything({ three }: Shop): Promise<string[]> {
  const [account] = await three.market`select id from market_accounts`;
  const ids: string[] = [];
  for (const { id } of await three.dropship`select id from products order by supplier_item_code`) {
    const listed = await listProduct({
      listings: new PostgresListings(three.market),
      marketAccounts: new PostgresMarketAccounts(three.market),
      products: new PostgresProducts(three.dropship),
      digest: sha256,
      clock: () => new Date(),
      newId: () => crypto.randomUUID(),
    }, { productId: id, marketAccountId: account!.id });
    if (listed.ok) ids.push(listed.value.id);
  }
  return ids;
}

export const byStatus = (counted: readonly { readonly [column: string]: unknown }[]) =>
  Object.fromEntries(counted.map(({ status, n }) => [status, n]));
