import { type App, createApp } from "../../adapters/http/app.ts";
import type { HttpDeps } from "../../adapters/http/deps.ts";
import type { HttpOptions } from "../../adapters/http/server/options.ts";
import { fakeShop } from "./fake_shop.ts";

export interface ServedApp extends AsyncDisposable {
  readonly app: App;
  readonly port: number;
  readonly base: string;
}

/** The app behind a real server on a free loopback port. */
export function serveApp(options: HttpOptions = {}, deps: HttpDeps = fakeShop().deps): ServedApp {
  const app = createApp(deps, options);
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request, { remoteAddr }) => app.fetch(request, { remoteAddr: { hostname: remoteAddr.hostname } }),
  );
  return {
    app,
    port: server.addr.port,
    base: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: async () => {
      app.close();
      await server.shutdown();
    },
  };
}

/** Dependencies that must not be touched by a caller without a key: every call throws. */
export function untouchable(touched: (what: string) => void, name = "deps"): never {
  return new Proxy(() => {}, {
    get: (_, property) =>
      property === Symbol.toPrimitive ? undefined : untouchable(touched, `${name}.${String(property)}`),
    apply: () => {
      touched(name);
      throw new Error(`${name} was called`);
    },
  }) as never;
}
