import { assert, assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import { eraseBuyer } from "../../../../application/sourcing/buyers/erase_buyer.ts";
import { makeOrders } from "../../../../application/sourcing/make_orders.ts";
import type { BuyerMessages } from "../../../../application/sourcing/ports/buyers.ts";
import type { FeedRequest, RecordFeed } from "../../../../application/sourcing/ports/partners.ts";
import { pullMarketOrders } from "../../../../application/sourcing/pull_market_orders.ts";
import { syncSupplier } from "../../../../application/sourcing/sync_supplier.ts";
import { marketAccountIdSchema, supplierAccountIdSchema } from "../../../../domain/sourcing/ids.ts";
import type { RecordKind } from "../../../../domain/sourcing/supplier_item.ts";
import { marketOrder } from "../../../../testing/fixtures/feed_samples.ts";
import { itemOf, sampleListing, sampleProduct, SUPPLIER } from "../../../../testing/fixtures/trading_samples.ts";
import { jsonProtocol } from "../../../partners/json/protocol.ts";
import { ErasureDigests } from "../../../system/erasure_digests.ts";
import { sha256 } from "../../../system/sha256.ts";
import type { Sql } from "../../core/connect.ts";
import { PostgresBuyerMessages } from "./buyer_messages.ts";
import { PostgresBuyerRegister } from "./buyer_register.ts";
import type { MarketDb, SourceDb } from "../database.ts";
import { ErasedBuyers } from "./erased_buyers.ts";
import { PostgresMarketAccounts } from "../market_accounts.ts";
import { PostgresMarketOrderJournal } from "../market_order_journal.ts";
import { PostgresMarketOrders } from "../market_orders.ts";
import { PostgresSupplierJournal } from "../supplier_journal.ts";

export interface BuyersUnderTest extends AsyncDisposable {
  readonly source: SourceDb;
  readonly market: MarketDb;
  readonly others: readonly Sql[];
  readonly clean: readonly BuyerMessages[];
  /** Those of embedded databases. */
  files(): Promise<readonly Uint8Array[]>;
}

const { format } = jsonProtocol;
const signal = new AbortController().signal;
const ORDERED = new Date("2026-03-02T12:00:00Z");
const ERASED = new Date("2026-03-20T12:00:00Z");

const SHE = {
  name: "비밀구매자",
  phone: "010-7731-9942",
  postcode: "03399",
  address: "서울 은평구 비밀로 7731",
  email: "secret.buyer@example.org",
  note: "비밀 현관 77319942",
};
const HE = {
  ...SHE,
  name: "남는사람",
  phone: "010-5555-1234",
  address: "부산 남구 용호로 1",
  email: "stays@example.org",
  note: "",
};
const TEXTS = [SHE.name, SHE.phone, SHE.phone.replaceAll("-", ""), SHE.address, SHE.email, SHE.note];

type Person = typeof SHE;

function orderOf(id: string, status: string, { name, phone, postcode, address, email, note }: Person, sku?: string) {
  return marketOrder(id, [sku === undefined ? {} : { sku }], {
    status,
    orderedAt: ORDERED.toISOString(),
    buyer: { name, email },
    receiver: { name, phone, postcode, address },
    deliveryNote: note,
  });
}

/** Partners say what is put in, all of it each time. */
class Said implements RecordFeed {
  readonly records: Partial<Record<RecordKind, unknown[]>> = {};

  read({ kind }: FeedRequest) {
    const records = this.records[kind as RecordKind] ?? [];
    return Promise.resolve({ outcome: "page" as const, records, nextCursor: null, etag: null, asOf: ORDERED });
  }
}

async function benchOn({ source, market, others, clean }: Omit<BuyersUnderTest, typeof Symbol.asyncDispose>) {
  const erased = new ErasedBuyers(new ErasureDigests(Buffer.from("a key of the test")));
  const [supplier] = await source`
    insert into supplier_accounts (id, supplier, name, feed_url) values (${SUPPLIER}, 's', 'main', 'http://s.test')
    returning id`;
  const [account] = await market`
    insert into market_accounts (market, name, api_url) values ('m', 'main', 'http://m.test') returning id`;
  const accountId = marketAccountIdSchema.parse(account!.id);
  const listing = sampleListing(accountId);
  const product = sampleProduct({ id: listing.productId });
  await market`
    insert into market_listings ${
    market({
      id: listing.id,
      market_account_id: accountId,
      product_id: product.id,
      title: "t",
      price: 12_000,
      content_hash: sha256("offer"),
    })
  }`;
  const register = new PostgresBuyerRegister(market, erased);
  const messages = new PostgresBuyerMessages(source, erased);
  const journal = new PostgresMarketOrderJournal(market, erased);
  const orders = new PostgresMarketOrders(market, erased);
  const clock = () => ORDERED;
  const said = new Said();
  return {
    listing,
    said,
    market,
    orders: async () =>
      new Map((await orders.list({ limit: 100, after: null })).rows.map((each) => [each.externalOrderId, each])),
    pull: async () => {
      await pullMarketOrders({ journal, feed: said, format, digest: sha256, clock }, { accountId, signal });
      await makeOrders({
        journal,
        orders,
        marketAccounts: new PostgresMarketAccounts(market),
        listings: {
          findAll: (ids) => Promise.resolve(ids.map(() => listing)),
          findPublished: () => Promise.resolve([]),
        },
        products: { findAll: () => Promise.resolve([product]) },
        items: { itemsById: () => Promise.resolve([itemOf(product)]) as never },
        formatOf: () => format,
        leastMarginRate: 0,
        newId: () => crypto.randomUUID(),
        clock,
      }, { signal });
    },
    sync: async (...kinds: readonly RecordKind[]) => {
      for (const kind of kinds) {
        await syncSupplier({
          journal: new PostgresSupplierJournal(source, erased),
          feed: said,
          format,
          digest: sha256,
          clock,
        }, {
          accountId: supplierAccountIdSchema.parse(supplier!.id),
          kind,
          mode: "everything",
          runner: "test",
          signal,
        });
      }
    },
    erase: async (query: Record<string, string>) => {
      const erasure = await eraseBuyer({ register, messages: [messages, ...clean] }, query, ERASED);
      assert(erasure.ok, JSON.stringify(erasure));
      return erasure.value;
    },
    expire: async (before: Date) => [...await register.expire(before), ...await messages.expire(before)],
    holders: async () => (await Promise.all([source, market, ...others].map(holders))).flat(),
  };
}

/** Rows of any table with one of the texts, plain or in base64. */
async function holders(sql: Sql): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await sql`select tablename as name from pg_tables where schemaname = 'public'`) {
    const rows = await sql`select each::text as row from ${sql(name)} each`;
    for (const { row } of rows) if (namesHer(Buffer.from(row))) found.push(name);
  }
  return found;
}

function namesHer(bytes: Buffer): boolean {
  return TEXTS.some((text) => {
    const utf8 = Buffer.from(text);
    return [text, utf8.toString("hex"), ...[0, 1, 2].map((before) => inBase64(text, before))].some((each) =>
      bytes.includes(each)
    );
  });
}

function inBase64(text: string, before: number): string {
  const encoded = Buffer.from(" ".repeat(before) + text).toString("base64").replace(/=+$/, "");
  return encoded.slice(before === 0 ? 0 : before + 1, -1);
}

/** Whoever asked to be forgotten is in no table and file of the three databases, whatever partners send late or again. */
export function buyersContract(name: string, open: () => Promise<BuyersUnderTest>): void {
  const test = (what: string, work: (databases: BuyersUnderTest) => Promise<void>) =>
    Deno.test(`buyers (${name}): ${what}`, async () => {
      await using databases = await open();
      await work(databases);
    });

  test("an erased buyer is nowhere, whatever arrives late or again, and everybody else stays", erasedBuyerIsNowhere);

  test("a person is found by an order's id, an e-mail address or a name, and may order again", async (databases) => {
    const bench = await benchOn(databases);
    const { said, pull, erase } = bench;
    const people = ["first", "second", "third"].map((each) => ({ ...SHE, name: each, email: `${each}@example.org` }));
    said.records.orders = people.map((person, nth) => orderOf(`O-${nth}`, "DELIVERED", person));
    await pull();
    await erase({ order: "O-0" });
    await erase({ email: "Second@example.org" });
    await erase({ name: " third " });
    const names = async () => [...(await bench.orders()).values()].map(({ receiverName }) => receiverName);
    assertEquals(new Set(await names()), new Set(["-"]));

    const later = new Date(ERASED.getTime() + 1_000).toISOString();
    said.records.orders = [{ ...orderOf("O-new", "PAID", people[1]!, bench.listing.id), orderedAt: later }];
    await pull();
    assertEquals((await bench.orders()).get("O-new")!.receiverName, "second");
  });

  test("buyers are gone some time after the last change, unless the order is still to be placed", async (databases) => {
    const bench = await benchOn(databases);
    const { said, pull, sync, expire } = bench;
    said.records.orders = [orderOf("O-over", "DELIVERED", SHE), orderOf("O-to-place", "PAID", SHE, bench.listing.id)];
    await pull();
    said.records.orders = [];
    said.records.qna = [{ id: "Q-1", question: SHE.phone }, { id: "Q-2", buyer: SHE }];
    await sync("qna");
    const records = async (before: Date) => (await expire(before)).map(({ records }) => records);
    assertEquals(await records(new Date(Date.now() - 60_000)), [0, 0, 0, 0]);
    const soon = new Date(Date.now() + 60_000);
    assertEquals(await records(soon), [1, 2, 1, 1]);
    assertEquals(await records(soon), [0, 0, 0, 0]);
    assertEquals(await bench.holders(), ["orders"]);
    const orders = await bench.orders();
    assertEquals([orders.get("O-over")!.receiverName, orders.get("O-to-place")!.receiverName], ["-", SHE.name]);
    said.records.orders = [{ ...orderOf("O-over", "RETURNED", SHE), deliveryNote: "반품" }];
    await pull();
    assertEquals([(await bench.orders()).get("O-over")!.status, await bench.holders()], ["RETURNED", ["orders"]]);
  });
}

export async function erasedBuyerIsNowhere(
  databases: Omit<BuyersUnderTest, typeof Symbol.asyncDispose>,
): Promise<void> {
  const bench = await benchOn(databases);
  const { said, pull, sync, erase } = bench;
  const sku = bench.listing.id;
  const unreadable = { ...orderOf("O-unreadable", "DELIVERED", SHE), lines: [] };
  said.records.orders = [
    orderOf("O-over", "DELIVERED", SHE),
    orderOf("O-under-way", "PAID", SHE, sku),
    orderOf("O-other", "DELIVERED", HE),
    unreadable,
  ];
  await pull();
  const question = { id: "Q-1", question: `언제 오나요? ${SHE.phone}`, updatedAt: ORDERED.toISOString() };
  const atSupplier = { id: "S-1", status: "SHIPPED", lines: [{ itemId: "W-1" }], receiver: SHE };
  said.records.qna = [question, { id: "Q-2", question: "크기가 어떻게 되나요?" }, { id: "Q-3", buyer: SHE }];
  const ofMarket = said.records.orders;
  said.records.orders = [atSupplier, { id: "S-2", to: SHE }];
  await sync("qna", "orders");
  const before = new Set(await bench.holders());
  assertEquals(before, new Set(["orders", "market_order_raw", "supplier_qna_raw", "supplier_rejects"]));
  await bench.market`
    update orders set problem = ${`${SHE.name} 부재`} where external_order_id = 'O-over'`;

  const certificate = await erase({ phone: "+82 10 7731 9942" });
  assertEquals(certificate.stores.slice(0, 2).map(({ found }) => found.map(({ records }) => records)), [
    [1, 3, null],
    [1, 2],
  ]);
  assertEquals((await erase({ phone: "01077319942" })).records, 0);
  // What is under way has to arrive.
  assertEquals(await bench.holders(), ["orders"]);
  const kept = (await bench.orders()).get("O-under-way")!;
  assertEquals([kept.status, kept.receiverName], ["PAID", SHE.name]);

  said.records.orders = [
    // Again; again and changed; never seen before; the end of what was under way; somebody else's.
    ...ofMarket,
    { ...orderOf("O-over", "PAID", SHE), deliveryNote: `${SHE.note}!` },
    orderOf("O-late", "DELIVERED", SHE),
    orderOf("O-under-way", "DELIVERED", SHE, sku),
    { ...orderOf("O-other", "DELIVERED", HE), deliveryNote: "부재 시 문 앞" },
    { ...unreadable, deliveryNote: "다시" },
  ];
  await pull();
  said.records.orders = [atSupplier, { ...atSupplier, status: "DELIVERED" }, { id: "S-3", to: SHE }];
  said.records.qna = [question, { ...question, question: `${question.question}!` }];
  await sync("qna", "orders");
  assertEquals(await bench.holders(), ["orders"]);
  assertEquals((await bench.expire(new Date(0)))[0], { place: "orders, blanked", records: 1 });
  for (const each of databases.clean) await each.erase([], ERASED);
  assertEquals(await bench.holders(), []);
  const orders = await bench.orders();
  for (const id of ["O-over", "O-under-way", "O-late"]) {
    const { receiverName, receiverAddress, totalAmount, status } = orders.get(id)!;
    assertEquals([receiverName, receiverAddress, totalAmount, status === "PAID"], ["-", "-", 12_000, false], id);
  }
  assertEquals(orders.get("O-other")!.receiverName, HE.name);

  for (const file of await databases.files()) assertEquals(namesHer(Buffer.from(file)), false);
}
