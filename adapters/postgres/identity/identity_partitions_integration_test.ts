import { assert, assertEquals, assertRejects } from "@std/assert";
import { expireIdentities } from "../../../application/identity/expire_identities.ts";
import { Outage } from "../../../application/shared/fault.ts";
import { accepted } from "../../../domain/shared/result.ts";
import { openTransaction } from "../../../testing/engines/open_transaction.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { eventOf, sampleBeacon, sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import "../../../testing/engines/leak_checks.ts";
import { identityOn } from "../../../testing/ports/postgres_identity.ts";
import type { Sql } from "../core/connect.ts";
import { IdentityPartitions } from "./identity_partitions.ts";
import { PostgresLongUnseen } from "./long_unseen.ts";

const in2030 = new Date("2030-07-01T00:00:00Z");

async function withPartitions(work: (partitions: IdentityPartitions, sql: Sql) => Promise<void>): Promise<void> {
  await using database = await temporaryDatabase();
  await work(new IdentityPartitions(database.sql), database.sql);
}

async function record(sql: Sql, at: string) {
  const store = identityOn(sql, () => Promise.resolve());
  await store.beacons.put(sampleBeacon(1));
  const identity = sampleIdentity("cust123", { at: new Date(at) });
  return await store.identifications.record(eventOf(identity), {}, () => accepted(identity));
}

Deno.test("IdentityPartitions adds five years back to two ahead, once, also when many do it at the same time", () =>
  withPartitions(async (partitions) => {
    const before = (await partitions.list()).map(({ year }) => year);
    const added = await Promise.all(Array.from({ length: 8 }, () => partitions.ensure(in2030)));
    const wanted = [2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032];
    assertEquals(added.flat().sort(), wanted.filter((year) => !before.includes(year)));
    const there = (await partitions.list()).map(({ year }) => year);
    assert(wanted.every((year) => there.includes(year)));
    assertEquals(await partitions.ensure(in2030), []);
  }));

Deno.test("IdentityPartitions tells how far ahead there is room, up to the first gap", () =>
  withPartitions(async (partitions) => {
    await partitions.ensure(in2030);
    assertEquals(await partitions.horizonDays(in2030), (Date.UTC(2033, 0) - in2030.getTime()) / 86_400_000);
    await partitions.drop(2031);
    assertEquals(await partitions.horizonDays(in2030), 184);
    await partitions.drop(2030);
    assertEquals(await partitions.horizonDays(in2030), 0);
  }));

Deno.test("a detection goes into the year of UTC that it belongs to, at both ends of it", () =>
  withPartitions(async (partitions, sql) => {
    await partitions.ensure(in2030);
    const moments = [
      "2029-12-31T23:59:59.999Z",
      "2030-01-01T00:01:00Z",
      "2030-12-31T23:59:59.999Z",
      "2031-01-01T00:01:00Z",
    ];
    for (const moment of moments) assert((await record(sql, moment)).ok);
    const rows = await sql`select tableoid::regclass::text as name from customer_identities order by detected_at`;
    assertEquals(rows.map(({ name }) => name.slice(-4)), ["2029", "2030", "2030", "2031"]);
  }));

Deno.test("a detection whose year has no partition waits for it: nothing is stored, nobody's data is to blame", () =>
  withPartitions(async (partitions, sql) => {
    const late = "2041-03-02T12:00:00Z";
    const error = await assertRejects(() => record(sql, late), Outage);
    assertEquals(error.message, "Cannot reach Postgres: customer_identities has no partition for 2041 yet");
    assertEquals((await sql`select from customers`).count + (await sql`select from outbox`).count, 0);
    await partitions.ensure(new Date(late));
    assert((await record(sql, late)).ok);
  }));

Deno.test("IdentityPartitions drops a year with what is in it, and says how much that was", () =>
  withPartitions(async (partitions, sql) => {
    await partitions.ensure(in2030);
    for (const moment of ["2029-05-01T12:00:00Z", "2029-05-01T12:01:00Z", "2030-05-01T12:00:00Z"]) {
      await record(sql, moment);
    }
    assertEquals(await partitions.drop(2029), 2);
    assertEquals([await partitions.drop(2029), await partitions.drop(1999)], [0, 0]);
    assertEquals((await sql`select from customer_identities`).count, 1);
    assertEquals((await partitions.list()).some(({ year }) => year === 2029), false);
    await assertRejects(() => record(sql, "2029-05-01T12:02:00Z"), Outage, "no partition for 2029");
  }));

Deno.test("adding a year lets detections of other years go on meanwhile", () =>
  withPartitions(async (partitions, sql) => {
    const reading = await openTransaction(sql, (sql) => sql`select from customer_identities`);
    assert((await partitions.ensure(new Date("2045-07-01T00:00:00Z"))).includes(2045));
    await reading.commit();
  }));

Deno.test("expireIdentities leaves five years and no more: whole years go, and the rows of the year at the boundary", () =>
  withPartitions(async (partitions, sql) => {
    await sql`select create_identity_partitions(2023, 2032)`;
    const kept = ["2025-07-01T00:00:00Z", "2025-12-31T23:59:59Z", "2030-06-30T12:00:00Z"];
    for (const moment of ["2023-05-01T00:00:00Z", "2025-01-01T00:00:00Z", "2025-06-30T23:59:59Z", ...kept]) {
      assert((await record(sql, moment)).ok);
    }
    const deps = { identities: partitions, customers: new PostgresLongUnseen(sql) };
    const expire = async (dryRun: boolean) => {
      const { years } = await expireIdentities(deps, { asOf: in2030, signal: new AbortController().signal, dryRun });
      return years.filter(({ rows }) => rows > 0);
    };
    const gone = [{ year: 2023, rows: 1 }, { year: 2025, rows: 2 }];
    assertEquals([await expire(true), await expire(false), await expire(false)], [gone, gone, []]);
    assertEquals((await partitions.list())[0]!.year, 2025);
    const rows = await sql<{ at: Date }[]>`select detected_at as at from customer_identities order by 1`;
    assertEquals(rows.map(({ at }) => at), kept.map((moment) => new Date(moment)));
  }));

Deno.test("IdentityPartitions remove takes the oldest of its year first, at most so many", () =>
  withPartitions(async (partitions, sql) => {
    await partitions.ensure(in2030);
    for (const day of [3, 1, 2]) assert((await record(sql, `2030-03-0${day}T00:00:00Z`)).ok);
    assertEquals(await partitions.remove(in2030, 2), 2);
    assertEquals(await partitions.count(in2030), [{ year: 2030, rows: 1 }]);
    const [left] = await sql<{ at: Date }[]>`select detected_at as at from customer_identities`;
    assertEquals(left!.at, new Date("2030-03-03T00:00:00Z"));
    assertEquals(await partitions.remove(new Date("2000-01-01T00:00:00Z"), 2), 0);
  }));
