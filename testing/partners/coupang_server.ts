import { FaultyCalls } from "../network/faulty_calls.ts";
import type { MarketplaceServer } from "../network/trading_servers.ts";
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
  const calls = new FaultyCalls(TOKEN, {
    "500": () => refused(500, "oops"),
    unauthorized: () => refused(401, "Invalid signature."),
    refused: () => answered({ code: "ERROR", message: "not like this" }),
  });
  const state = Object.assign(calls, { trouble: [] as Response[], now: () => new Date() });
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const url = new URL(request.url);
    const call = `${request.method} ${url.pathname}`;
    await state.begin(call);
    const trouble = state.trouble.shift();
    if (trouble) return trouble;
    const bad = await gatewayRefusal(request, { accessKey, secretKey, vendorId: VENDOR, now: state.now });
    if (bad) return bad;
    const fault = request.method === "GET" ? undefined : state.faults.shift();
    return await state.answer(
      call,
      fault,
      async () =>
        await productApi.answer(request, url) ?? await orderApi.answer(request, url) ??
          refused(404, "Provider id is not specified correctly."),
    );
  });
  return Object.assign(state, {
    url: `http://127.0.0.1:${server.addr.port}`,
    vendorId: VENDOR,
    listings: productApi.products,
    orders: orderApi.orders,
    orderApi,
    productApi,
    [Symbol.asyncDispose]: async () => {
      state.stop();
      await server.shutdown();
    },
  });
}
