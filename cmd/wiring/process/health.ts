import type prom from "prom-client";
import { withTimeout } from "../../../adapters/system/with_timeout.ts";
import { reasonOf } from "../../../application/shared/fault.ts";

/** Answers whether an engine can be used; throws when not. */
export type Check = () => Promise<unknown>;

const CHECK_TIMEOUT_MS = 2_000;

/** What a process tells the outside about itself. */
export class Health {
  readonly #checks = new Map<string, Check>();
  readonly #registry: prom.Registry;

  constructor(registry: prom.Registry) {
    this.#registry = registry;
  }

  /** Adds an engine that this process can't do its work without. */
  needs(name: string, check: Check): void {
    this.#checks.set(name, check);
  }

  /** Is the process alive? It is, as long as it answers. */
  live(): Response {
    return Response.json({ status: "ok" });
  }

  /** 200 when every engine answers, otherwise 503 with what does not. */
  async ready(): Promise<Response> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, await outcome(check)] as const),
    );
    const ready = results.every(([, outcome]) => outcome === "ok");
    return Response.json({ status: ready ? "ok" : "unavailable", checks: Object.fromEntries(results) }, {
      status: ready ? 200 : 503,
    });
  }

  async metrics(): Promise<Response> {
    return new Response(await this.#registry.metrics(), { headers: { "content-type": this.#registry.contentType } });
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

async function outcome(check: Check): Promise<string> {
  try {
    await withTimeout(CHECK_TIMEOUT_MS, check());
    return "ok";
  } catch (error) {
    return reasonOf(error);
  }
}
