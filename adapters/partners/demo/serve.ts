import { CONNECTION_DEADLINES } from "../../system/connection_table.ts";
import { serveHttp } from "../../system/serve_http.ts";
import { answerAsMarketplace } from "./marketplace.ts";
import { type DemoState, trimmed } from "./state.ts";
import { answerAsSupplier } from "./supplier.ts";

export interface DemoPartners extends AsyncDisposable {
  readonly supplierUrl: string;
  readonly marketplaceUrl: string;
}

interface DemoOptions {
  readonly seed: string;
  readonly state: DemoState;
  readonly clock: () => Date;
  /** Before a call that changes something is answered. */
  readonly save: (state: DemoState) => Promise<void>;
}

/** This process calls them, and nobody else has to. */
const CONNECTIONS = { ...CONNECTION_DEADLINES, total: 64, perAddress: 64 };

/** A supplier and a marketplace on loopback that take orders and make some, without anybody behind them. */
export function serveDemoPartners({ seed, state: given, clock, save }: DemoOptions): DemoPartners {
  let state = given;
  let saving: Promise<void> = Promise.resolve();
  const keep = () => {
    state = trimmed(state);
    const now = state;
    return saving = saving.catch(() => {}).then(() => save(now));
  };
  const server = serveHttp({ hostname: "127.0.0.1", port: 0, limits: CONNECTIONS, onError() {} }, async (request) => {
    const { pathname, searchParams: query } = new URL(request.url);
    const [, partner, path = ""] = /^\/(supplier|marketplace)(\/.*)$/.exec(pathname) ?? [];
    const { method } = request;
    const body = method === "POST" || method === "PUT" ? await request.json().catch(() => null) : null;
    const context = { seed, state, now: clock() };
    const asked = { method, path, query, body };
    const before = state.ordersMade;
    const answer = partner === "supplier"
      ? answerAsSupplier(context, asked)
      : partner === "marketplace"
      ? answerAsMarketplace(context, asked)
      : null;
    if (method !== "GET" || state.ordersMade !== before) await keep();
    return answer ?? Response.json({ reason: "no such path" }, { status: 404 });
  });
  const url = `http://127.0.0.1:${server.addr.port}`;
  return {
    supplierUrl: `${url}/supplier`,
    marketplaceUrl: `${url}/marketplace`,
    async [Symbol.asyncDispose]() {
      await server.shutdown();
      await saving.catch(() => {});
    },
  };
}
