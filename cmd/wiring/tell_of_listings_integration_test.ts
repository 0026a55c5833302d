import { assertEquals } from "@std/assert";
import { asDatabase } from "../../adapters/postgres/sourcing/database.ts";
import { PostgresListings } from "../../adapters/postgres/sourcing/listings.ts";
import { marketAccountIdSchema } from "../../domain/sourcing/ids.ts";
import { beginPublishing, notePublished } from "../../domain/sourcing/listing.ts";
import "../../testing/engines/leak_checks.ts";
import { temporaryDatabase } from "../../testing/engines/temporary_database.ts";
import { NOW, sampleListing } from "../../testing/fixtures/trading_samples.ts";
import { subscribe, toldTo } from "../../testing/fixtures/webhook_events.ts";
import { tellOfListings } from "./tell_of_listings.ts";

Deno.test("listing.published crosses from the market database once, also where it was not deleted there", async () => {
  await using main = await temporaryDatabase();
  await using other = await temporaryDatabase({ migrations: "market" });
  const market = asDatabase(other.sql, "market");
  const told = { market, singleSession: false, main: main.sql };
  const [account] = await market`
    insert into market_accounts (market, name, api_url) values ('market', 'main', 'http://market.test') returning id`;
  const listings = new PostgresListings(market);
  const listing = sampleListing(marketAccountIdSchema.parse(account!.id));
  await listings.add(listing);
  const publish = () =>
    listings.change(listing.id, (now) => {
      const begun = now.status === "DRAFT" ? beginPublishing(now) : now;
      return notePublished(begun, { externalId: "L-1", revision: 1, at: NOW });
    });
  const wanted = await subscribe(main.sql, "listing.published");
  await publish();
  await publish();
  const kept = await market`select id, kind, subject, payload from outbox`;
  assertEquals(await tellOfListings(told), 1);
  assertEquals(await tellOfListings(told), 0);
  // As after a crash between the two databases.
  for (const { id, kind, subject, payload } of kept) {
    await market`
      insert into outbox (id, destination, kind, subject, payload)
      values (${id}, 'main', ${kind}, ${subject}, ${JSON.stringify(payload)}::text::jsonb)`;
  }
  assertEquals(await tellOfListings(told), 1);
  const { id: listingId, marketAccountId, productId, offer: { price } } = listing;
  assertEquals(await toldTo(main.sql, wanted), [{
    eventId: kept[0]!.id,
    type: "listing.published",
    data: { listingId, marketAccountId, productId, externalId: "L-1", price, publishedAt: NOW.toISOString() },
  }]);
});
