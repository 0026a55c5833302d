import { assertEquals, assertThrows } from "@std/assert";
import { PartnerUnavailable } from "../../application/sourcing/ports/partners.ts";
import {
  type MarketplaceUnderTest,
  type SupplierUnderTest,
  testMarketplace,
  testSupplier,
} from "../../application/sourcing/ports/partners_contract.ts";
import { marketplaceServer, supplierServer, type TradingServer } from "../../testing/network/trading_servers.ts";
import { coupangServer, TOKEN } from "../../testing/partners/coupang_server.ts";
import { LOGIN, ownerclanServer } from "../../testing/partners/ownerclan_server.ts";
import { propertiesFront } from "../../testing/partners/properties_front.ts";
import { propertiesProtocol } from "../../testing/partners/properties_protocol.ts";
import { PartnerRegistry, PROTOCOLS } from "./registry.ts";

/** All that a second protocol takes. */
const registry = new PartnerRegistry({ ...PROTOCOLS, properties: propertiesProtocol });

/** Servers that speak JSON themselves, and have a front for the others. */
const FRONTS: Readonly<Record<string, typeof propertiesFront>> = { properties: propertiesFront };

const PACE = { requestsPerMinute: 6_000, tries: 4, firstPauseMs: 20 };

function openMarketplace(name: string): MarketplaceUnderTest {
  const { format, feed, listings } = registry.protocolOf(name);
  const closing = new AsyncDisposableStack();
  const { url, server: market } = reached(name, closing, marketplaceServer());
  const stranger = reached(name, closing, marketplaceServer());
  stranger.server.token = "s3cret";
  return {
    market,
    format,
    listings: listings!({ ...PACE, url, token: null }),
    marketFeed: feed({ ...PACE, url, token: null }),
    strangersFeed: feed({ ...PACE, url: stranger.url, token: "wrong" }),
    knowsRevisions: true,
    quantityField: "lines.0.quantity",
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

function openSupplier(name: string): SupplierUnderTest {
  const { format, feed, orders } = registry.protocolOf(name);
  const closing = new AsyncDisposableStack();
  const { url, server: supplier } = reached(name, closing, supplierServer());
  const stranger = reached(name, closing, supplierServer());
  stranger.server.token = "s3cret";
  return {
    supplier,
    format,
    orders: orders!({ ...PACE, url, token: null }),
    supplierFeed: feed({ ...PACE, url, token: null }),
    strangersFeed: feed({ ...PACE, url: stranger.url, token: "wrong" }),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

function reached<S extends TradingServer>(name: string, closing: AsyncDisposableStack, server: S) {
  closing.use(server);
  const front = FRONTS[name];
  return { server, url: front ? closing.use(front(server.url)).url : server.url };
}

function openCoupang(): MarketplaceUnderTest {
  const { format, feed, listings } = registry.protocolOf("coupang");
  const market = coupangServer();
  const address = { ...PACE, url: market.url, token: TOKEN, vendorId: market.vendorId };
  return {
    market,
    format,
    listings: listings!(address),
    marketFeed: feed(address),
    strangersFeed: feed({ ...address, token: "test-access:wrong" }),
    knowsRevisions: false,
    quantityField: "orderItems.0.shippingCount",
    [Symbol.asyncDispose]: () => market[Symbol.asyncDispose](),
  };
}

function openOwnerclan(): SupplierUnderTest {
  const { format, feed, orders } = registry.protocolOf("ownerclan");
  const supplier = ownerclanServer({ items: [{ id: "W-1", name: "스텐 텀블러", price: 7_500, stock: 10 }] });
  const address = { ...PACE, url: supplier.url, token: LOGIN };
  return {
    supplier,
    format,
    orders: orders!(address),
    supplierFeed: feed(address),
    strangersFeed: feed({ ...address, token: "seller:wrong" }),
    [Symbol.asyncDispose]: () => supplier[Symbol.asyncDispose](),
  };
}

testMarketplace("coupang", openCoupang);
testSupplier("ownerclan", openOwnerclan);

for (const name of ["json", "properties"]) {
  testMarketplace(name, () => openMarketplace(name));
  testSupplier(name, () => openSupplier(name));
}

Deno.test("PartnerRegistry knows what is registered, and names a protocol that is not", () => {
  const { names, ofMarketplaces, ofSuppliers } = registry;
  assertEquals(names, ["coupang", "json", "ownerclan", "properties"]);
  assertEquals([ofMarketplaces, ofSuppliers], [["coupang", "json", "properties"], [
    "json",
    "ownerclan",
    "properties",
  ]]);
  for (const name of ["xml", "constructor"]) {
    assertEquals(registry.formatOf(name), null);
    assertThrows(() => registry.protocolOf(name), PartnerUnavailable, `no protocol "${name}"`);
  }
});
