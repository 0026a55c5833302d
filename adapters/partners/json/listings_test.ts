import { assertEquals, assertRejects } from "@std/assert";
import { listingIdSchema } from "../../../domain/sourcing/ids.ts";
import { marketplaceServer } from "../../../testing/network/trading_servers.ts";
import { JsonMarketplaceClient } from "./listings.ts";

const signal = new AbortController().signal;
const listing = {
  id: listingIdSchema.parse("00000000-0000-4000-8000-00000000000a"),
  revision: 1,
  offer: { title: "스텐 텀블러", price: 12_000, stock: 3, variants: [], details: { brand: "" } },
};

Deno.test("JsonMarketplaceClient tries again what takes too long, and stops at once when it is asked to", async () => {
  await using market = marketplaceServer();
  const client = new JsonMarketplaceClient({
    url: market.url,
    token: null,
    requestsPerMinute: 6_000,
    firstPauseMs: 20,
    answerWithinMs: 50,
  });
  market.faults.push("slow");
  assertEquals((await client.publish(listing, { signal })).outcome, "published");
  const stop = new AbortController();
  market.barrier = () => stop.abort(new DOMException("stop", "AbortError"));
  await assertRejects(() => client.publish(listing, { signal: stop.signal }), DOMException, "stop");
});
