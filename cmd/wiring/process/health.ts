import prom from "prom-client";
import { networkCodeOf, tlsRefusalOf } from "../../../adapters/system/connection_refusal.ts";
import { TimedOut, withTimeout } from "../../../adapters/system/with_timeout.ts";
import { singleFlight } from "../../../application/shared/single_flight.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { Config } from "../config/config.ts";
import type { Closing } from "./closing.ts";
import type { Log } from "./logger.ts";
import { connectionLimits, servePort } from "./serve_port.ts";
import { WrongSettings } from "../config/settings.ts";

type Check = () => Promise<unknown>;
type Explain = (error: unknown) => { readonly remedy: string; readonly code?: string } | null;

const CHECK_TIMEOUT_MS = 2_000;

interface CheckResult {
  readonly name: string;
  /** `null`: it answers. */
  readonly cause: string | null;
  /** Of the cause; a page has words for it in its reader's language. */
  readonly code: string | null;
  readonly remedy: string | null | undefined;
}

export class Health {
  readonly #checks = new Map<string, { readonly check: Check; readonly explain: Explain | null }>();
  readonly #registry: prom.Registry;
  /** Shared by those who ask at once: each check is a call to an engine. */
  readonly #looks = singleFlight(() => this.#look());
  readonly #figures = singleFlight(() => this.#registry.metrics());

  constructor(registry: prom.Registry) {
    this.#registry = registry;
    const looks = this.#looks;
    new prom.Gauge({
      name: "tillstream_ready",
      help: "1 where what this process can't do its work without answers, else 0",
      labelNames: ["check"],
      registers: [registry],
      async collect() {
        this.reset();
        for (const { name, cause } of await looks()) this.set({ check: name }, cause === null ? 1 : 0);
      },
    });
  }

  /** Adds an engine that this process can't do its work without. */
  needs(name: string, check: Check, explain: Explain | null = null): void {
    this.#checks.set(name, { check, explain });
  }

  live(): Response {
    return Response.json({ status: "ok" });
  }

  /** 200 when every engine answers, otherwise 503 with each failure's cause and, where known, remedy. */
  async ready(): Promise<Response> {
    const results = await this.#looks();
    const remedies = results.flatMap(({ name, remedy }) => remedy ? [[name, remedy]] : []);
    const codes = results.flatMap(({ name, code }) => code === null ? [] : [[name, code]]);
    const ready = results.every(({ cause }) => cause === null);
    const body = {
      status: ready ? "ok" : "unavailable",
      checks: Object.fromEntries(results.map(({ name, cause }) => [name, cause ?? "ok"])),
      ...(codes.length > 0 ? { codes: Object.fromEntries(codes) } : {}),
      ...(remedies.length > 0 ? { remedies: Object.fromEntries(remedies) } : {}),
    };
    return Response.json(body, { status: ready ? 200 : 503 });
  }

  async #look(): Promise<readonly CheckResult[]> {
    return await Promise.all([...this.#checks].map(async ([name, { check, explain }]) => {
      const error = await failureOf(check);
      if (error === null) return { name, cause: null, code: null, remedy: null };
      const explained = explain?.(error.thrown);
      const code = explained?.code ?? codeOf(error.thrown);
      return { name, cause: reasonOf(error.thrown), code, remedy: explained?.remedy };
    }));
  }

  async metrics(): Promise<Response> {
    return new Response(await this.#figures(), { headers: { "content-type": this.#registry.contentType } });
  }

  async handle(request: Request): Promise<Response> {
    switch (new URL(request.url).pathname) {
      case "/healthz":
        return this.live();
      case "/readyz":
        return await this.ready();
      case "/metrics":
        return await this.metrics();
      default:
        return Response.json({ code: "not_found", title: "Not found", status: 404 }, {
          status: 404,
          headers: { "content-type": "application/problem+json" },
        });
    }
  }
}

/** "failed" for what is no matter of the connection. */
function codeOf(error: unknown): string {
  if (error instanceof TimedOut) return "no_answer";
  const code = tlsRefusalOf(error) ?? networkCodeOf(error);
  return code === "no_answer" ? "failed" : code;
}

async function failureOf(check: Check): Promise<{ readonly thrown: unknown } | null> {
  try {
    await withTimeout(CHECK_TIMEOUT_MS, check());
    return null;
  } catch (thrown) {
    return { thrown };
  }
}

const DEFAULT_PORT = 9464;
/** A supervisor and a scraper or two. */
const MOST_CONNECTIONS = 64;

export function serveHealth(
  { http }: Config,
  health: Health,
  log: Log,
  closing: Closing,
): void {
  const limits = connectionLimits({ total: MOST_CONNECTIONS });
  const serve = (port: number) =>
    servePort(
      { host: http.host, port, variable: "METRICS_PORT" },
      { log, limits },
      (request) => health.handle(request),
    );
  const server = http.probePort !== null ? serve(http.probePort) : onDefaultOrFreePort(serve);
  closing.opened("health and metrics", () => server.shutdown());
  log.info(`health and metrics at http://${http.host}:${server.addr.port}`);
}

/** Several processes of a machine can't share the default port: without METRICS_PORT any free one will do. */
function onDefaultOrFreePort<T>(serve: (port: number) => T): T {
  try {
    return serve(DEFAULT_PORT);
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    return serve(0);
  }
}
