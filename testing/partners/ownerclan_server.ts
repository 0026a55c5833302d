import { graphql } from "graphql";
import { FaultyCalls } from "../network/faulty_calls.ts";
import type { FeedRecord } from "../network/feed_server.ts";
import type { SupplierServer } from "../network/trading_servers.ts";
import { OWNERCLAN_SCHEMA } from "./ownerclan_schema.ts";

export const LOGIN = "seller:p:ss";
const DAY_MS = 86_400_000;

type Node = Record<string, unknown> & { readonly key: string };
type Placed = SupplierServer["placed"] extends Map<string, infer P> ? P : never;

export interface OwnerclanServer extends SupplierServer {
  /** What has changed of items, for `itemHistories`. */
  readonly histories: { readonly itemKey: string; readonly kind: string; readonly createdAt: number }[];
  /** Answers the next calls of the API, in order. */
  readonly trouble: Response[];
  /** Fields that can't be given, as `key/field`: errors beside data. */
  readonly broken: Set<string>;
  readonly logins: string[];
  /** Of tokens that are given from now on. */
  tokenLifeMs: number;
  /** What was given so far is refused. */
  expireTokens(): void;
  forgetCursors(): void;
}

/** An item as the API gives it, of a record of the tests' own form. */
export function ownerclanItem(record: Readonly<Record<string, unknown>>): Node {
  if (typeof record.key === "string") return record as Node;
  const { id, name, price, stock = 0, shippingFee = 0, updatedAt } = record;
  const at = typeof updatedAt === "string" ? Date.parse(updatedAt) : 1_772_000_000_000;
  return {
    ...{
      id: `node-${id}`,
      key: String(id),
      name,
      production: "제조사",
      price,
      pricePolicy: "free",
      content: "<p>설명</p>",
    },
    ...{ category: { key: "50000008", name: "생활", fullName: "생활/주방" }, shippingFee, shippingType: "prepaid" },
    ...{ images: ["https://images.example.com/1.jpg"], status: "available", taxFree: false, adultOnly: false },
    options: [{ key: `${id}-1`, price, quantity: stock, optionAttributes: [] }],
    ...{ returnable: true, openmarketSellable: true, attributes: [], metadata: '{"vendorKey":"V1"}' },
    ...{ createdAt: at, updatedAt: at },
  };
}

/** A supplier on loopback that speaks OwnerClan's API as it is published: its schema is checked by a GraphQL server. */
export function ownerclanServer(records: Readonly<Record<string, readonly FeedRecord[]>> = {}): OwnerclanServer {
  const tokens = new Map<string, number>();
  let epoch = 0;
  const calls = new FaultyCalls(LOGIN, {
    "500": () => new Response("oops", { status: 500 }),
    unauthorized: () => new Response("Unauthorized", { status: 401 }),
    refused: () => Response.json({ errors: [{ message: "not like this" }], data: null }),
  });
  const state = Object.assign(calls, {
    records: new Map(Object.entries({ items: [], ...records }).map(([kind, list]) => [kind, [...list]])),
    placed: new Map<string, Placed>(),
    soldOut: new Set<string>(),
    histories: [] as OwnerclanServer["histories"][number][],
    trouble: [] as Response[],
    broken: new Set<string>(),
    logins: [] as string[],
    tokenLifeMs: 30 * DAY_MS,
  });

  const items = () =>
    state.records.get("items")!.map((record) => {
      const node = ownerclanItem(record as Record<string, unknown>);
      const shown = state.soldOut.has(node.key) ? { ...node, status: "soldout" } : node;
      const broken = Object.keys(shown).filter((field) => state.broken.has(`${node.key}/${field}`));
      const failing = broken.map((field) => [field, () => {
        throw new Error(`${field} is not available now`);
      }]);
      return { ...shown, ...Object.fromEntries(failing) } as Node;
    });
  const orders = () => [...state.placed.values()].map(orderNode);
  const page = <T>(all: readonly T[], { first = 100, after }: { first?: number; after?: string }) => {
    if (first < 1 || first > 1_000) throw new Error("first has to be 1 to 1000");
    const [ofEpoch, from] = after === undefined ? [epoch, 0] : atob(after).split(".").map(Number) as [number, number];
    if (ofEpoch !== epoch) throw new Error("the cursor in after is not known");
    const cursorOf = (nth: number) => btoa(`${epoch}.${nth}`);
    const edges = all.slice(from, from + first).map((node, nth) => ({ cursor: cursorOf(from + nth + 1), node }));
    const hasNextPage = from + edges.length < all.length;
    return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
  };

  const root = {
    item: ({ key }: { key: string }) => items().find((node) => node.key === key) ?? null,
    itemsByKeys: ({ keys }: { keys: string[] }) => {
      if (keys.length > 5_000) throw new Error("at most 5000 keys");
      return items().filter(({ key }) => keys.includes(key));
    },
    allItems: ({ dateFrom = 0, ...args }: { dateFrom?: number; first?: number; after?: string }) =>
      page(items().filter(({ createdAt }) => (createdAt as number) >= dateFrom), args),
    itemHistories: ({ dateFrom, dateTo, ...args }: { dateFrom: number; dateTo: number }) => {
      if (!(dateTo - dateFrom <= 7 * DAY_MS)) throw new Error("dateFrom and dateTo have to be within 7 days");
      return page(state.histories.filter(({ createdAt }) => createdAt >= dateFrom && createdAt <= dateTo), args);
    },
    order: ({ key }: { key: string }) => orders().find((order) => order.key === key) ?? null,
    allOrders: ({ sellerNote, ...args }: { sellerNote?: string }) =>
      page(orders().filter((order) => sellerNote === undefined || order.sellerNote === sellerNote), args),
    createOrder: ({ input }: { input: OrderInput }) => {
      const [product, ...more] = input.products;
      if (!product || more.length > 0) throw new Error("one product, please");
      const item = items().find(({ key }) => key === product.itemKey);
      const options = (item?.options ?? []) as Option[];
      const wanted = product.optionAttributes.join("\0");
      const option = options.find((each) => each.optionAttributes.map(({ value }) => value).join("\0") === wanted);
      if (!item || !option) throw new Error("there is no such item or option");
      if (item.status !== "available" || option.quantity < product.quantity) throw new Error("sold out");
      if (input.recipient.destinationAddress.addr1 === "") throw new Error("addr1 is empty");
      const placed: Placed = {
        id: `2026030${state.placed.size + 1}A`,
        reference: input.sellerNote ?? crypto.randomUUID(),
        ...{ itemId: product.itemKey, option: wanted, price: option.price },
        quantity: product.quantity,
        status: "PLACED",
      };
      // There is no idempotency key: asked twice, it orders twice.
      const key = state.placed.has(placed.reference) ? `${placed.reference} again` : placed.reference;
      state.placed.set(key, placed);
      return [orderNode(placed)];
    },
    cancelOrder: ({ key }: { key: string }) => {
      const placed = [...state.placed.values()].find(({ id }) => id === key);
      if (!placed) throw new Error("there is no such order");
      if (placed.status !== "PLACED") throw new Error("only a paid order can be cancelled");
      placed.status = "CANCELLED";
      return orderNode(placed);
    },
    requestOrderCancellation: ({ key, input }: { key: string; input: { cancelReason: string } }) => {
      const placed = [...state.placed.values()].find(({ id }) => id === key);
      if (!placed) throw new Error("there is no such order");
      if (placed.status !== "CONFIRMED") throw new Error("only an order that is being prepared");
      if (input.cancelReason === "") throw new Error("cancelReason is empty");
      placed.status = "CANCEL_REQUESTED";
      placed.cancelRequests = (placed.cancelRequests ?? 0) + 1;
      return orderNode(placed);
    },
  };

  const logIn = async (request: Request): Promise<Response> => {
    const { service, userType, username, password, ...more } = await request.json();
    state.logins.push(username);
    if (service !== "ownerclan" || userType !== "seller" || Object.keys(more).length > 0) {
      return new Response("bad request", { status: 400 });
    }
    if (`${username}:${password}` !== state.token) return new Response("unauthorized", { status: 401 });
    const exp = Math.floor((Date.now() + state.tokenLifeMs) / 1_000);
    const part = (value: unknown) =>
      new TextEncoder().encode(JSON.stringify(value)).toBase64({ alphabet: "base64url", omitPadding: true });
    const token = `${part({ alg: "HS256" })}.${part({ exp, n: state.logins.length })}.c2lnbmF0dXJl`;
    tokens.set(token, exp * 1_000);
    return new Response(token, { headers: { "content-type": "text/plain" } });
  };

  const callOf = async (request: Request, url: URL) => {
    if (request.method !== "GET") return await request.json() as { query: string; variables?: Record<string, unknown> };
    return { query: url.searchParams.get("query") ?? "" };
  };

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const url = new URL(request.url);
    if (url.pathname === "/auth" && request.method === "POST") return await logIn(request);
    if (url.pathname !== "/v1/graphql") return new Response("not found", { status: 404 });
    const { query, variables } = await callOf(request, url);
    const [, field] =
      /\b(createOrder|cancelOrder|requestOrderCancellation|allItems|itemsByKeys|itemHistories|allOrders)\(/.exec(
        query,
      ) ?? [];
    const call = `${request.method} ${url.pathname} ${field ?? ""}`.trimEnd();
    await state.begin(call);
    const token = request.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
    if ((tokens.get(token) ?? 0) < Date.now()) return new Response("Unauthorized", { status: 401 });
    const trouble = state.trouble.shift();
    if (trouble) return trouble;
    const isMutation = query.startsWith("mutation");
    if (isMutation && request.method === "GET") return new Response("by POST, please", { status: 405 });
    if (request.method === "GET" && query.length > 4_000) return new Response("too long", { status: 414 });
    const fault = isMutation ? state.faults.shift() : undefined;
    return await state.answer(call, fault, async () =>
      Response.json(
        await graphql({ schema: OWNERCLAN_SCHEMA, source: query, rootValue: root, variableValues: variables ?? {} }),
      ));
  });
  return Object.assign(state, {
    url: `http://127.0.0.1:${server.addr.port}/v1/graphql`,
    expireTokens: () => tokens.clear(),
    forgetCursors: () => void epoch++,
    [Symbol.asyncDispose]: async () => {
      state.stop();
      await server.shutdown();
    },
  });
}

interface Option {
  readonly price: number;
  readonly quantity: number;
  readonly optionAttributes: readonly { readonly value: string }[];
}

interface OrderInput {
  readonly sellerNote?: string;
  readonly recipient: { readonly destinationAddress: { readonly addr1: string } };
  readonly products: readonly {
    readonly itemKey: string;
    readonly quantity: number;
    readonly optionAttributes: readonly string[];
  }[];
}

const STATUSES = {
  PLACED: "paid",
  CONFIRMED: "preparing",
  CANCEL_REQUESTED: "cancellationRequested",
  SHIPPED: "shipped",
  CANCELLED: "cancelled",
};

function orderNode({ id, reference, itemId, quantity, status }: Placed) {
  const shipped = status === "SHIPPED"
    ? { trackingNumber: "123456789012", shippingCompanyCode: "CJGLS", shippedDate: 1_772_500_000_000 }
    : {};
  return {
    ...{ id: `node-${id}`, key: id, status: STATUSES[status], note: reference, sellerNote: reference, ordererNote: "" },
    ...{ createdAt: 1_772_400_000_000, updatedAt: 1_772_400_000_000 + Object.keys(STATUSES).indexOf(status) },
    products: [{ itemKey: itemId, quantity, ...shipped }],
  };
}
