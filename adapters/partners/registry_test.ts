import { assertEquals, assertThrows } from "@std/assert";
import { PartnerUnavailable } from "../../application/sourcing/ports/partners.ts";
import { type PartnersUnderTest, testPartners } from "../../application/sourcing/ports/partners_contract.ts";
import { marketplaceServer, supplierServer } from "../../testing/network/trading_servers.ts";
import { propertiesFront } from "../../testing/partners/properties_front.ts";
import { propertiesProtocol } from "../../testing/partners/properties_protocol.ts";
import { PartnerRegistry, PROTOCOLS } from "./registry.ts";

/** All that a second protocol takes. */
const registry = new PartnerRegistry({ ...PROTOCOLS, properties: propertiesProtocol });

/** Servers that speak JSON themselves, and have a front for the others. */
const FRONTS: Readonly<Record<string, typeof propertiesFront>> = { properties: propertiesFront };

function openPartners(name: string): PartnersUnderTest {
  const { format, feed, listings, orders } = registry.protocolOf(name);
  const closing = new AsyncDisposableStack();
  const market = closing.use(marketplaceServer());
  const supplier = closing.use(supplierServer());
  const stranger = closing.use(supplierServer());
  stranger.token = "s3cret";
  const addressOf = ({ url }: { readonly url: string }, token: string | null = null) => {
    const front = FRONTS[name];
    const address = { token, requestsPerMinute: 6_000, tries: 4, firstPauseMs: 20 };
    return { ...address, url: front ? closing.use(front(url)).url : url };
  };
  return {
    market,
    supplier,
    format,
    listings: listings(addressOf(market)),
    orders: orders(addressOf(supplier)),
    supplierFeed: feed(addressOf(supplier)),
    marketFeed: feed(addressOf(market)),
    strangersFeed: feed(addressOf(stranger, "wrong")),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

for (const name of registry.names) testPartners(name, () => openPartners(name));

Deno.test("PartnerRegistry knows what is registered, and names a protocol that is not", () => {
  assertEquals([new PartnerRegistry().names, registry.names], [["json"], ["json", "properties"]]);
  for (const name of ["xml", "constructor"]) {
    assertEquals(registry.formatOf(name), null);
    assertThrows(() => registry.protocolOf(name), PartnerUnavailable, `no protocol "${name}"`);
  }
});
