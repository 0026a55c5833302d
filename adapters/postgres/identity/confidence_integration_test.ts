import { assertEquals } from "@std/assert";
import { confidenceContract } from "../../../application/identity/ports/confidence_contract.ts";
import { DEFAULT_CONFIDENCE } from "../../../domain/identity/confidence/parameters.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { PostgresConfidenceReadings } from "./confidence_readings.ts";
import { PostgresConfidenceSets } from "./confidence_sets.ts";

async function open() {
  const database = await temporaryDatabase();
  const { sql } = database;
  return {
    sql,
    sets: new PostgresConfidenceSets(sql),
    readings: new PostgresConfidenceReadings(sql),
    [Symbol.asyncDispose]: async () => await database[Symbol.asyncDispose](),
  };
}

confidenceContract("Postgres", open);

Deno.test("a store's new id is that of its readings and sets", async () => {
  await using store = await open();
  const [before, after] = ["가게".normalize("NFD"), "가게".normalize("NFC")] as StoreId[];
  const figures = { moments: 1, likelihood: -5, overconfidence: 0 };
  const set = { parameters: DEFAULT_CONFIDENCE, learnedAt: NOON, moments: 1, before: figures, after: figures };
  await store.sets.add(before!, { ...set, refusedFor: null, recalibrates: null });
  await store.readings.keep([{ storeId: before!, heardAt: NOON, moments: [] }]);
  await store.sql`select rename_id('store', ${before!}, ${after!})`;
  assertEquals([...(await store.sets.live()).keys()], [after]);
  assertEquals(await store.readings.stores(NOON), [after]);
});

Deno.test("a customer's new id is that of what was told", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const [before, after] = ["가나".normalize("NFD"), "가나".normalize("NFC")] as const;
  await sql`insert into customers (customer_id, last_seen) values (${before}, ${NOON})`;
  await sql`insert into confidence_feedback (customer_id, detected_at, store_id, beacon_id, place, share, base, told_at)
    values (${before}, ${NOON}, 'store100', 'a', 'b', 0.9, 0, ${NOON})`;
  await sql`select rename_id('customer', ${before}, ${after})`;
  const rows = await sql`select customer_id, place from confidence_feedback`;
  assertEquals(rows.map((row) => ({ ...row })), [{ customer_id: after, place: "b" }]);
});
