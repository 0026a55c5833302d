import { assert, assertEquals, assertRejects } from "@std/assert";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { LexicalEmbedder } from "../../../adapters/system/lexical_embedder.ts";
import { DEMO_STORES } from "../../../domain/store/simulation/demo_stores.ts";
import { readPlainText } from "../../../domain/store/manuals/read_plain_text.ts";
import { MemoryManuals } from "../../../testing/memory/store/manuals.ts";
import { MemoryStoreBooks } from "../../../testing/memory/store/store_books.ts";
import { storeId } from "../../../testing/fixtures/store_samples.ts";
import { Outage } from "../../shared/fault.ts";
import { compareMenus } from "../compare_menus.ts";
import { openDemoStores, ringUpSales } from "./open_demo_stores.ts";

const NOON = Date.parse("2026-03-02T03:00:00Z");
const running = new AbortController().signal;

function setUp() {
  let now = NOON;
  const clock = () => new Date(now);
  const books = new MemoryStoreBooks(clock);
  const manuals = new MemoryManuals();
  const subscriber = {
    onSalesStored: () => Promise.resolve(),
    onHoursChanged: () => Promise.resolve(),
    onFault: () => {},
  };
  const loading = {
    manuals,
    embedder: new LexicalEmbedder(),
    readBlocks: (text: string) => Promise.resolve({ ok: true as const, blocks: readPlainText(text) }),
    digest: sha256,
    clock,
  };
  const deps = { stores: books, sales: books, figures: books, subscriber, clock, seed: "demo", loading };
  return { deps, books, wait: (ms: number) => now += ms };
}

Deno.test("openDemoStores opens two stores with two weeks to compare and three manuals, once", async () => {
  const { deps, books, wait } = setUp();
  const opened = await openDemoStores(deps, running);
  assertEquals([opened.stores, opened.manuals], [2, 3]);
  assert(opened.sales > 2_000, `${opened.sales}`);
  for (const { storeId: id, name } of DEMO_STORES) {
    assertEquals((await books.find(storeId(id)))?.name, name);
    const compared = await compareMenus(deps, id);
    assert(compared.ok);
    assert(compared.value.menus.every(({ recent, previous }) => recent.amount > 0 && previous.amount > 0));
  }
  wait(60_000);
  assertEquals(await openDemoStores(deps, running), { stores: 0, sales: 0, manuals: 0 });
});

Deno.test("openDemoStores that was cut short goes on to the same end", async () => {
  const whole = setUp();
  const { sales } = await openDemoStores(whole.deps, running);
  const { deps, books } = setUp();
  let calls = 0;
  const failing = {
    ...deps,
    sales: {
      takeBack: books.takeBack.bind(books),
      record: (...given: Parameters<typeof books.record>) => {
        if (++calls === 4) throw new Outage("Postgres", new Error("away"));
        return books.record(...given);
      },
    },
  };
  await assertRejects(() => openDemoStores(failing, running), Outage);
  const { stores, sales: rest } = await openDemoStores(deps, running);
  assertEquals(stores, 2);
  assert(rest > 0 && rest < sales);
});

Deno.test("ringUpSales records what the tills rang up, the same span once", async () => {
  const { deps, wait } = setUp();
  wait(3_600_000);
  const span = { after: new Date(NOON), until: new Date(NOON + 3_600_000) };
  assert(await ringUpSales(deps, span) > 10);
  assertEquals(await ringUpSales(deps, span), 0);
});

Deno.test("openDemoStores leaves a store of one's own alone", async () => {
  const { deps, books } = setUp();
  await openDemoStores(deps, running);
  const own = (await books.find(storeId("demo-001")))!;
  await books.put({ ...own, name: "우리 가게" });
  assertEquals((await openDemoStores(deps, running)).stores, 0);
  assertEquals((await books.find(storeId("demo-001")))?.name, "우리 가게");
});
