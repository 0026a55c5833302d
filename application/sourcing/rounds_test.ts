import { assert, assertEquals } from "@std/assert";
import type { MarketAccount } from "../../domain/sourcing/market_account.ts";
import { openSupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import { marketOrder } from "../../testing/fixtures/feed_samples.ts";
import { NOW, SUPPLIER } from "../../testing/fixtures/trading_samples.ts";
import { refuse, twoAccounts } from "../../testing/ports/two_market_accounts.ts";
import { PRODUCT_CHANGED } from "./messages.ts";
import { placeRound } from "./place_round.ts";
import { publishRound } from "./publish_round.ts";
import { pullRound } from "./pull_round.ts";

const signal = new AbortController().signal;

Deno.test("publishRound publishes for each active account, whatever becomes of the others, and follows products first", async () => {
  const { deps, log, listing, product, asked } = await twoAccounts();
  deps.dropshipOutbox.add(
    { id: crypto.randomUUID(), kind: PRODUCT_CHANGED, subject: product.id, payload: { productId: product.id } },
    "market",
  );
  const { followed, accounts } = await publishRound(deps, { signal });
  assertEquals(followed, { relayed: 1, deadLettered: 0 });
  assertEquals(accounts, [
    { market: "market", account: "0", error: null, published: 1, changed: 0, withdrawn: 0, refused: 0, pending: 0 },
    { market: "market", account: "1", error: "Cannot call the API: HTTP 401" },
  ]);
  assertEquals((await deps.listings.findAll([listing.id]))[0]!.status, "PUBLISHED");
  assertEquals(asked, ["0", "1"]);
  assertEquals(log.lines.map(([level, message]) => [level, message]), [
    ["info", "listings published"],
    ["warn", "cannot publish listings now"],
  ]);
});

Deno.test("a failure of an account is logged once while it lasts, and again when it comes back", async () => {
  const { deps, log, bad } = await twoAccounts();
  const only = { signal, isWanted: ({ id }: MarketAccount) => id === bad.id };
  await publishRound(deps, only);
  await publishRound(deps, only);
  assertEquals(log.lines, [
    ["warn", "cannot publish listings now", { account: "market/1", reason: "Cannot call the API: HTTP 401" }],
  ]);
  await publishRound(deps, { signal, isWanted: ({ id }) => id !== bad.id });
  await publishRound(deps, only);
  assertEquals(log.lines.filter(([level]) => level === "warn").length, 2);
});

Deno.test("pullRound ingests what could be pulled, and placeRound refuses what no supplier account is left for", async () => {
  const { deps, log, listing, orders, placed } = await twoAccounts();
  orders.push(marketOrder("O-1", [{ sku: listing.id, quantity: 2 }]), "no order");
  const { accounts, ingested } = await pullRound(deps, { signal });
  assertEquals(accounts.map(({ error, added }) => [error, added]), [
    [null, 2],
    ["Cannot call the API: HTTP 401", undefined],
  ]);
  assertEquals(ingested, { orders: 1, supplierOrders: 1, cancelled: 0, unreadable: 1 });
  assert(log.lines.some(([, message]) => message === "orders ingested"));
  // No such supplier account is left: refused without a call.
  const { refused, closed, followed } = await placeRound(deps, { signal });
  assertEquals([refused, closed, followed, placed], [1, [], { relayed: 0, deadLettered: 0 }, []]);
  assertEquals(log.lines.at(-1)![1], "supplier orders placed");
  // What was ingested is not ingested again, and says nothing.
  const before = log.lines.length;
  assertEquals((await pullRound(deps, { signal })).ingested.orders, 0);
  assertEquals(log.lines.length, before);
});

Deno.test("placeRound opens a supplier's client once a round, and logs an unreachable supplier once", async () => {
  const { deps, log, listing, orders, placed } = await twoAccounts();
  orders.push(...["O-1", "O-2", "O-3"].map((id) => marketOrder(id, [{ sku: listing.id }])));
  await pullRound(deps, { signal });
  const opened = openSupplierAccount({ supplier: "s", name: "main", feedUrl: "https://supplier.test" }, {
    id: SUPPLIER,
    now: NOW,
  });
  assert(opened.ok);
  const accounts = { findAll: () => Promise.resolve([opened.value]) };
  const client = deps.partners.supplierClient();
  let calls = 0;
  const partners = { ...deps.partners, supplierClient: () => calls++ < 2 ? refuse() : client };
  for (let round = 0; round < 2; round++) {
    const { closed } = await placeRound({ ...deps, accounts, partners }, { signal });
    assertEquals(closed, [{ account: SUPPLIER, reason: "Cannot call the API: HTTP 401" }]);
  }
  assertEquals(log.lines.filter(([level]) => level === "warn").map(([, message]) => message), [
    "cannot pull orders now",
    "cannot order at a supplier now",
  ]);
  assertEquals((await placeRound({ ...deps, accounts, partners }, { signal })).placed, 3);
  assertEquals([calls, new Set(placed).size], [3, 3]);
});

Deno.test("a round stops between two accounts when it is aborted", async () => {
  const { deps, asked } = await twoAccounts();
  const stop = new AbortController();
  const { accounts } = await publishRound(deps, { signal: stop.signal, onProgress: () => stop.abort() });
  assertEquals([accounts.length, asked], [1, ["0"]]);
});
