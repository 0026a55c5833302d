import { assert, assertEquals } from "@std/assert";
import { PostgresSales } from "../../adapters/postgres/store/sales.ts";
import { PostgresStores } from "../../adapters/postgres/store/stores.ts";
import { PostgresBeacons } from "../../adapters/postgres/identity/beacons.ts";
import { PostgresManuals } from "../../adapters/postgres/store/manuals.ts";
import { LexicalEmbedder } from "../../adapters/system/lexical_embedder.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { openDemoStores } from "../../application/store/simulation/open_demo_stores.ts";
import { recordSales } from "../../application/store/record_sales.ts";
import { simulatedStore } from "../../domain/identity/visits/simulated_store.ts";
import { readPlainText } from "../../domain/store/manuals/read_plain_text.ts";
import { temporaryDatabase } from "../../testing/engines/temporary_database.ts";
import { eraseDemo } from "./erase_demo.ts";

Deno.test("eraseDemo removes what the demo stores made, and nobody else's", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const clock = () => new Date("2026-03-02T03:00:00Z");
  const subscriber = {
    onSalesStored: () => Promise.resolve(),
    onHoursChanged: () => Promise.resolve(),
    onFault: () => {},
  };
  const deps = {
    ...{ stores: new PostgresStores(sql), sales: new PostgresSales(sql), subscriber, clock, seed: "erase" },
    loading: {
      manuals: new PostgresManuals(sql),
      embedder: new LexicalEmbedder(),
      readBlocks: (text: string) => Promise.resolve({ ok: true as const, blocks: readPlainText(text) }),
      digest: sha256,
      clock,
    },
  };
  const { sales } = await openDemoStores(deps, new AbortController().signal);
  const own = { saleId: "R-1", menu: "라떼", price: 5_000, quantity: 1, soldAt: "2026-03-02T02:00:00Z" };
  assert((await recordSales(deps, "own", [own])).ok);
  const { beacon } = simulatedStore("any", 1).entrance;
  await new PostgresBeacons(sql).put(beacon);
  await sql`insert into customers (customer_id, last_seen) values ('guest-00001', now()), ('ann', now()), ('guest-x', now())`;
  await sql`
    insert into customer_identities (customer_id, beacon_id, confidence, detected_at)
    values ('guest-00001', ${beacon.beaconId}, 0.9, now()), ('ann', ${beacon.beaconId}, 0.9, now())`;

  assertEquals(await eraseDemo(sql), { sales, manuals: 3, identifications: 2, customers: 1, beacons: 1 });
  assertEquals([...await sql`select store_id from sales`], [{ store_id: "own" }]);
  assertEquals([...await sql`select customer_id from customers order by 1`], [
    { customer_id: "ann" },
    { customer_id: "guest-x" },
  ]);
  assertEquals(await eraseDemo(sql), { sales: 0, manuals: 0, identifications: 0, customers: 0, beacons: 0 });
});
