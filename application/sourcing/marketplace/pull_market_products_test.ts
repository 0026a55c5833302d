import { assertEquals } from "@std/assert";
import type { MarketAccount } from "../../../domain/sourcing/market_account.ts";
import { twoAccounts } from "../../../testing/ports/two_market_accounts.ts";
import type { MarketProductPage } from "../ports/marketplace.ts";
import type { RecordFeed } from "../ports/partners.ts";
import { pullMarketProducts } from "./pull_market_products.ts";

const signal = new AbortController().signal;

Deno.test("pullMarketProducts keeps what a marketplace has, page after page, and asks none that has no list", async () => {
  const { deps } = await twoAccounts();
  const pages = new Map<string | null, { records: unknown[]; nextCursor: string | null }>([
    [null, { records: [{ id: "P-1" }, "no product"], nextCursor: "2" }],
    ["2", { records: [{ id: "P-2" }], nextCursor: null }],
  ]);
  const feed: RecordFeed = {
    read: ({ cursor }) => Promise.resolve({ outcome: "page", ...pages.get(cursor)!, etag: null, asOf: null }),
  };
  const stored: string[] = [];
  const productJournal = {
    writes: "market" as const,
    position: () => Promise.resolve(null),
    restart: () => Promise.resolve(),
    store: (_: string, { products }: MarketProductPage) => {
      stored.push(...products.map(({ externalId }) => externalId));
      return Promise.resolve({ added: products.length, changed: 0, unchanged: 0 });
    },
  };
  const identify = (raw: unknown) => {
    const { id } = Object(raw);
    return typeof id === "string" ? { externalId: id, updatedAt: null } : null;
  };
  const marketplaceProducts = ({ id }: MarketAccount) =>
    id === deps.good.id ? { feed, kind: "products", identify } : null;
  const round = { ...deps, productJournal, partners: { marketplaceProducts } };
  const { accounts } = await pullMarketProducts(round, { signal });
  assertEquals(stored, ["P-1", "P-2"]);
  assertEquals(accounts.map(({ pages, added, unreadable }) => [pages, added, unreadable]), [[2, 2, 1], [0, 0, 0]]);
});
