import type { FeedRecord } from "../network/feed_server.ts";
import { items, marketOrder } from "../fixtures/feed_samples.ts";
import {
  type MarketplaceServer,
  marketplaceServer,
  type SupplierServer,
  supplierServer,
} from "../network/trading_servers.ts";
import { type CoupangServer, coupangServer, TOKEN, VENDOR } from "./coupang_server.ts";
import { LOGIN, ownerclanServer } from "./ownerclan_server.ts";

/** Items of every supplier here. */
export const COUNT = 12;

/** A marketplace of one protocol, and what differs with it. */
export interface MarketOfTest<M extends MarketplaceServer> {
  readonly protocol: string;
  readonly open: () => M;
  readonly env: (url: string) => Readonly<Record<string, string>>;
  readonly credential: string | null;
  readonly vendorId: string | null;
  /** How the call begins that publishes. */
  readonly publishCall: string;
  /** Orders that nobody can read. */
  readonly unreadable: readonly FeedRecord[];
}

export const JSON_MARKET: MarketOfTest<MarketplaceServer> = {
  protocol: "json",
  open: () => marketplaceServer(),
  env: () => ({}),
  credential: null,
  vendorId: null,
  publishCall: "POST /listings",
  unreadable: [{ id: "O-bad", status: "PAID" }, "no order at all"],
};
export const COUPANG: MarketOfTest<CoupangServer> = {
  protocol: "coupang",
  open: coupangServer,
  env: (url) => ({ MARKET_TOKENS: `coupang@${new URL(url).origin}=${TOKEN}` }),
  credential: "coupang",
  vendorId: VENDOR,
  publishCall: "POST /v2/providers/seller_api/",
  unreadable: [marketOrder("9001", [{ quantity: 0 }]), marketOrder("9002", [{ quantity: 0 }])],
};

/** A supplier, likewise. */
export interface SupplierOfTest {
  readonly protocol: string;
  readonly open: () => SupplierServer;
  readonly env: (url: string) => Readonly<Record<string, string>>;
  readonly credential: string | null;
  /** How the call begins that places. */
  readonly placeCall: string;
}

export const JSON_SUPPLIER: SupplierOfTest = {
  protocol: "json",
  open: () => supplierServer({ items: items(COUNT) }),
  env: () => ({}),
  credential: null,
  placeCall: "POST /orders",
};
export const OWNERCLAN: SupplierOfTest = {
  protocol: "ownerclan",
  open: () => ownerclanServer({ items: items(COUNT) }),
  env: (url) => ({ SUPPLIER_TOKENS: `oc@${new URL(url).origin}=${LOGIN}` }),
  credential: "oc",
  placeCall: "POST /v1/graphql createOrder",
};
