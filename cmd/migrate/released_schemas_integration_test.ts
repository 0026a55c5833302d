import { assert, assertEquals } from "@std/assert";
import { decodeEvent, encodeEvent } from "../../adapters/kafka/commerce/codec.ts";
import { PostgresReportFigures } from "../../adapters/postgres/store/report_figures.ts";
import { Migrations } from "../../adapters/postgres/core/migrations.ts";
import { completePendingOrders } from "../../application/commerce/complete_pending_orders.ts";
import type { LogRecord } from "../../application/shared/log.ts";
import { businessDaySchema } from "../../domain/store/business_day.ts";
import { listed, placed, registered } from "../../testing/fixtures/feed.ts";
import { updateGrades } from "../../application/commerce/update_grades.ts";
import { accepted } from "../../domain/shared/result.ts";
import { orderIdSchema } from "../../domain/commerce/order.ts";
import { userIdSchema } from "../../domain/commerce/user.ts";
import "../../testing/engines/leak_checks.ts";
import { MIGRATIONS, temporaryDatabase } from "../../testing/engines/temporary_database.ts";
import { minutesAfter, NOON, Samples } from "../../testing/fixtures/commerce_samples.ts";
import { customerId, eventOf, sampleBeacon, sampleIdentity } from "../../testing/fixtures/identity_samples.ts";
import { PRICE, writeReleasedRows } from "../../testing/fixtures/released_rows.ts";
import { sampleStore, storeId } from "../../testing/fixtures/store_samples.ts";
import { identityOn } from "../../testing/ports/postgres_identity.ts";
import { shopOn } from "../../testing/ports/shop.ts";
import { storesOn } from "../../testing/ports/stores.ts";

const noDispose = () => Promise.resolve();

Deno.test("what every release wrote by its own rules is read, added up and written to by the newest", async (t) => {
  await using database = await temporaryDatabase({ migrated: false });
  const { sql } = database;
  const migrations = new Migrations(sql, MIGRATIONS);
  const versions = (await migrations.status()).map(({ version }) => version);
  for (const version of versions) {
    await migrations.up(version);
    await writeReleasedRows(sql, version);
  }
  assert(versions.length > 30 && (await migrations.status()).every(({ appliedAt }) => appliedAt !== null));
  const shop = shopOn(sql, noDispose);
  const erased = versions.filter((_, nth) => nth % 2 === 0);

  await t.step("deltas of every kind are added, and every figure is what a recount gives", async () => {
    while (await shop.deltas.add());
    assertEquals([await shop.deltas.pending(), await shop.reconcile()], [0, []]);
    const [day] = await shop.dailySales();
    assertEquals(day?.amount, versions.length * 2 * PRICE);
  });

  await t.step("orders that waited are completed by their late customers, and positions go on", async () => {
    const sample = new Samples("late");
    for (const version of versions) {
      const at = { group: "orders_group", topic: "orders", partition: version };
      assertEquals(await shop.inbox.position(at), { next: version * 10, logId: null });
      const user = { ...sample.user(), userId: userIdSchema.parse(`late-${version}`) };
      const advance = { ...at, from: version * 10, to: version * 10 + 1, lastRecordAt: NOON };
      const taken = await shop.inbox.accept(advance, [{ type: "user.registered", user }], []);
      assertEquals(taken, { stored: 1, duplicates: 0, pending: 0 });
    }
    const onRefused = (id: string) => assert(false, `${id} is refused`);
    const signal = new AbortController().signal;
    assertEquals(await completePendingOrders({ pending: shop.pending, onRefused }, signal), versions.length);
    assertEquals([await shop.pending.count(), await shop.reconcile()], [0, []]);
    for (const version of versions) {
      for (const id of [`O-${version}-1`, `O-${version}-2`, `W-${version}`]) {
        assertEquals((await shop.orders.find(orderIdSchema.parse(id)))?.totalAmount, PRICE, id);
      }
    }
  });

  await t.step("customers are identified beside what was known of them, and stores sell", async () => {
    const identity = identityOn(sql, noDispose);
    const beacon = sampleBeacon(1);
    await identity.beacons.put(beacon);
    const stores = storesOn(sql, noDispose);
    for (const version of versions.filter((version) => version >= 4)) {
      const id = customerId(`cust${version}`);
      const event = eventOf(sampleIdentity(id, { at: minutesAfter(NOON, 5), beacon }));
      const decided = await identity.identifications.record(event, {}, (near) => {
        assertEquals(near, []);
        return accepted(event.identity);
      });
      assert(decided.ok, id);
      const store = storeId(`store-${version}`);
      assertEquals((await stores.stores.find(store))?.version, 1);
      assertEquals((await stores.stores.put(sampleStore(store, { name: "다른 가게" }))).outcome, "changed");
      const day = businessDaySchema.parse("2026-01-06");
      assertEquals((await new PostgresReportFigures(sql).tallyOf(store, day, NOON))?.menus.length, 1);
    }
  });

  await t.step("orders are sent again, cancelled and graded, and their customers erased", async () => {
    for (const version of versions) {
      const order = (await shop.orders.find(orderIdSchema.parse(`O-${version}-1`)))!;
      assertEquals(
        (await shop.orders.change(order.orderId, { status: "CANCELLED" }) as typeof order).status,
        "CANCELLED",
      );
    }
    assert(await updateGrades({ membership: shop.membership }, { asOf: NOON }) !== "busy");
    for (const version of erased) await shop.erasure.begin(userIdSchema.parse(`U-${version}`), NOON);
    const named = await sql`select distinct user_id from orders where order_id like 'O-%' and user_name <> '-'`;
    assertEquals([named.length, await shop.reconcile()], [versions.length - erased.length, []]);
  });

  await t.step("dead letters that waited are sent, but those of the erased", async () => {
    const sent: LogRecord[] = [];
    const send = (records: readonly LogRecord[]) => Promise.resolve(void sent.push(...records));
    await shop.outbox.relay("orders.dlq", { records: 1_000, bytes: 1_000_000 }, send);
    const left = versions.filter((version) => !erased.includes(version));
    assertEquals(sent.map(({ headers }) => headers["dlq-id"]), left.map((version) => `orders/${version}/1`));
    assertEquals(await shop.outbox.topics(), ["customer-identified"]);
  });
});

Deno.test("messages of a release before invoices, imports and reasons are stored beside today's by one consumer", async () => {
  await using database = await temporaryDatabase();
  const { inbox, pending, reconcile, orders } = shopOn(database.sql, noDispose);
  const sample = new Samples("two releases");
  const at = { group: "mixed", topic: "mixed", partition: 0 };
  const stored: string[] = [];
  for (const isOld of [true, false]) {
    const user = sample.user();
    const product = sample.product();
    const events = [registered(user), listed(product), placed(sample.order(user, product))];
    for (const event of events) {
      const record = encodeEvent(event, { source: "/test", newTraceparent: () => TRACEPARENT });
      const decoded = decodeEvent(isOld ? asBefore(record) : record as LogRecord & Place, event.type);
      assert("event" in decoded);
      const { next } = await inbox.position(at);
      await inbox.accept({ ...at, from: next, to: next + 1, lastRecordAt: NOON }, [decoded.event], []);
      if (decoded.event.type === "order.placed") stored.push(decoded.event.order.orderId);
    }
  }
  for (const id of stored) assert(await orders.find(orderIdSchema.parse(id)) !== null, id);
  assertEquals([stored.length, await pending.count(), await reconcile()], [2, 0, []]);
});

const TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const SINCE_ADDED = ["invoice", "importRun", "selection", "invoice", "import_run"];
type Place = Parameters<typeof decodeEvent>[0];

/** Without the fields that a first release did not have. */
function asBefore({ value, ...record }: LogRecord): Place {
  const data = Object.entries(JSON.parse(new TextDecoder().decode(value!)));
  const known = Object.fromEntries(data.filter(([field]) => !SINCE_ADDED.includes(field)));
  assert(Object.keys(known).length < data.length);
  return { ...record, value: new TextEncoder().encode(JSON.stringify(known)) } as Place;
}
