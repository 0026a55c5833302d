import type { MarketplaceServer, TradingServer } from "../network/trading_servers.ts";
import { answered, gatewayRefusal, refused } from "./coupang_gateway.ts";
import { type OrdersOfCoupang, ordersOfCoupang } from "./coupang_orders.ts";
import { type ProductsOfCoupang, productsOfCoupang } from "./coupang_products.ts";

export const VENDOR = "A00000001";
export const TOKEN = "test-access:test-secret";

export interface CoupangServer extends MarketplaceServer {
  readonly vendorId: string;
  readonly orderApi: OrdersOfCoupang;
  readonly productApi: ProductsOfCoupang;
  /** Of the gateway. */
  now: () => Date;
  /** Answers the next calls of any kind, in order. */
  readonly trouble: Response[];
}

/** A marketplace on loopback that speaks Coupang's Open API as it is documented, and is strict about it. */
export function coupangServer(): CoupangServer {
  const [accessKey, secretKey] = TOKEN.split(":") as [string, string];
  const productApi = productsOfCoupang(VENDOR);
  const orderApi = ordersOfCoupang(productApi.vendorItemOf, VENDOR);
  const state = {
    calls: [] as string[],
    faults: [] as TradingServer["faults"],
    token: TOKEN as string | null,
    barrier: null as TradingServer["barrier"],
    trouble: [] as Response[],
    now: () => new Date(),
  };
  const stopping = new AbortController();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const url = new URL(request.url);
    const call = `${request.method} ${url.pathname}`;
    state.calls.push(call);
    await state.barrier?.(call, "before");
    const trouble = state.trouble.shift();
    if (trouble) return trouble;
    const bad = await gatewayRefusal(request, { accessKey, secretKey, vendorId: VENDOR, now: state.now });
    if (bad) return bad;
    const fault = request.method === "GET" ? undefined : state.faults.shift();
    if (fault === "500") return refused(500, "oops");
    if (fault === "429") return new Response("Too many requests", { status: 429, headers: { "retry-after": "0" } });
    if (fault === "unauthorized") return refused(401, "Invalid signature.");
    if (fault === "refused") return answered({ code: "ERROR", message: "not like this" });
    if (fault === "slow") await new Promise((resolve) => stopping.signal.addEventListener("abort", resolve));
    const answer = await productApi.answer(request, url) ?? await orderApi.answer(request, url) ??
      refused(404, "Provider id is not specified correctly.");
    await state.barrier?.(call, "after");
    if (fault !== "answer_lost") return answer;
    return new Response(new ReadableStream({ start: (stream) => stream.error(new Error("lost")) }));
  });
  return Object.assign(state, {
    url: `http://127.0.0.1:${server.addr.port}`,
    vendorId: VENDOR,
    listings: productApi.products,
    orders: orderApi.orders,
    orderApi,
    productApi,
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      await server.shutdown();
    },
  });
}
