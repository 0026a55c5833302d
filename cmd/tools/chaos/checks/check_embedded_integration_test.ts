import { assertEquals, assertStringIncludes } from "@std/assert";
import { Journal } from "../../../../adapters/embedded/journal.ts";
import { startEmbeddedPostgres } from "../../../../adapters/embedded/start_postgres.ts";
import { MemoryCustomerEvents } from "../../../../adapters/memory/identity/customer_events.ts";
import { PostgresBeacons } from "../../../../adapters/postgres/identity/beacons.ts";
import { connectPostgres } from "../../../../adapters/postgres/core/connect.ts";
import { PostgresIdentifications } from "../../../../adapters/postgres/identity/identifications.ts";
import { PostgresCommerceWriter } from "../../../../adapters/postgres/commerce/commerce_writer.ts";
import { Migrations } from "../../../../adapters/postgres/core/migrations.ts";
import { accepted } from "../../../../domain/shared/result.ts";
import { MIGRATIONS } from "../../../../testing/engines/temporary_database.ts";
import { Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { identified } from "../../../../testing/ports/events_under_test.ts";
import { sampleRecord } from "../../../../testing/ports/postgres_identity.ts";
import { checkEmbedded } from "./check_embedded.ts";
import { Ledger } from "../load/ledger.ts";
import { Sightings } from "../load/sightings.ts";
import { Visits } from "../load/visits.ts";

Deno.test("checkEmbedded finds orders, identifications and events that are not in the data folder", async () => {
  const folder = await Deno.makeTempDir();
  const samples = new Samples("embedded");
  const user = samples.user();
  const product = samples.product();
  const order = samples.order(user, product);
  const beacon = new Visits("embedded").spareBeacon();
  const event = identified("kim", "2026-03-02T12:00:00Z");
  const identity = { ...event.identity, beaconId: beacon.beaconId, storeId: beacon.storeId };
  const postgres = await startEmbeddedPostgres(`${folder}/postgres`);
  const sql = connectPostgres({ url: postgres.url, max: 1 });
  await new Migrations(sql, MIGRATIONS).up();
  const store = new PostgresCommerceWriter(sql);
  await store.addUsers([user]);
  await store.addProducts([product]);
  await store.addOrders([order]);
  await new PostgresBeacons(sql).put(beacon);
  await new PostgresIdentifications(sql, sampleRecord)
    .record({ ...event, identity }, {}, () => accepted(identity));
  await sql.end();
  await postgres.stop();
  const { journal } = await Journal.open(`${folder}/customer-events.jsonl`);
  await new MemoryCustomerEvents(journal).record([{ ...event, identity }]);
  await journal.close();

  const ledger = new Ledger();
  const sightings = new Sightings();
  ledger.attemptOrder(order);
  ledger.acknowledgeOrder(order);
  sightings.attempt("kim", identity.detectedAt);
  sightings.acknowledge(identity, identity.detectedAt, true);
  sightings.acknowledgeBeacon(beacon);
  const right = await checkEmbedded(folder, ledger, sightings);
  assertEquals([right.problems, right.orders.stored, right.events.recorded], [[], 1, 1]);

  const gone = samples.order(user, product);
  ledger.attemptOrder(gone);
  ledger.acknowledgeOrder(gone);
  sightings.attempt("lee", identity.detectedAt);
  sightings.acknowledge({ ...identity, customerId: "lee" }, identity.detectedAt, true);
  await Deno.writeTextFile(`${folder}/customer-events.jsonl`, "");
  const { problems, orders } = await checkEmbedded(folder, ledger, sightings);
  assertEquals(orders.lost, 1);
  for (const words of [`lost: ${gone.orderId}`, "lost: lee at", `lost: event ${event.eventId}`]) {
    assertStringIncludes(problems.join("\n"), words);
  }
  await Deno.remove(folder, { recursive: true });
});
