import { assert, assertEquals } from "@std/assert";
import { REPORT_CATEGORIES } from "../../../domain/store/report_key.ts";
import { createApp } from "../app.ts";
import { fakeShop } from "../../../testing/http/fake_shop.ts";
import type { SourcingPorts } from "../sourcing/deps.ts";
import { untouchable } from "../../../testing/http/serve_app.ts";
import { type Neighbour, neighboursOf, type Schema, withValue } from "../../../testing/http/schema_neighbours.ts";

/** In Zod's words, which name types of the language and hide both the value and, behind another error, the bound. */
const BARE =
  /^(Invalid|Too (big|small)|Unrecognized)|^expected (string|number|int|array|object|boolean)\b|undefined|NaN/;
const UUID = "550e8400-e29b-41d4-a716-446655440000";
/** The input is read before any port is asked. */
const nothing = untouchable(() => {});
const SOURCING = new Proxy({} as SourcingPorts, {
  get: (_, name) => name === "then" ? undefined : name === "protocols" ? ["json"] : nothing,
});
const PLACES: Readonly<Record<string, string>> = { date: "2026-03-02", category: "sales", name: "payday", store: "1" };

interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Schema;
}

async function withRoutes(
  test: (routes: Route[], resolve: (schema: Schema) => Schema, ask: typeof fetchJson) => Promise<void>,
): Promise<void> {
  const { clock, newId, log, random, health, asyncapi } = fakeShop().deps;
  const deps = {
    ...{ clock, newId, log, random, health, asyncapi },
    commerce: nothing,
    store: nothing,
    identity: nothing,
    // Its databases are opened first.
    sourcing: { open: () => Promise.resolve(SOURCING), now: () => 0 },
  };
  const app = createApp(deps, { rateLimit: false, bodyLimit: 50_000_000 });
  const ask: typeof fetchJson = (route, body) => fetchJson(route, body, app.fetch);
  try {
    const { body: document } = await ask("GET /openapi.json");
    const resolve = (schema: Schema): Schema =>
      schema.$ref ? document.components.schemas[schema.$ref.split("/").at(-1)] : schema;
    const routes = Object.entries<Record<string, Schema>>(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation }))
    );
    await test(routes, resolve, ask);
  } finally {
    app.close();
  }
}

async function fetchJson(route: string, body?: unknown, send: (request: Request) => Promise<Response> = fetch) {
  const [method, path] = route.split(" ") as [string, string];
  const init = body === undefined
    ? { method }
    : { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await send(new Request(`http://localhost:8000${path}`, init));
  return { status: response.status, body: await response.json().catch(() => null) };
}

function addressOf(path: string): string {
  return path.replace(/{(\w+)}/g, (_, name: string) => PLACES[name] ?? UUID);
}

/** What a parameter needs to be read: another one, or a body. */
const BESIDE: Readonly<Record<string, { readonly query: Record<string, string>; readonly body: unknown }>> = {
  "/v1/detections": { query: { format: "espresense", customerId: "cust123" }, body: [{ id: "a", rssi: -60 }] },
};

/** A report's figures are those of its category. */
function addressesOf(path: string): string[] {
  if (!path.includes("{category}")) return [addressOf(path)];
  return REPORT_CATEGORIES.map((category) => addressOf(path.replace("{category}", category)));
}

/** Why the answer does not say what is wrong; `null` where it does. */
function shortcoming({ status, body }: Awaited<ReturnType<typeof fetchJson>>, { at, says }: Neighbour): string | null {
  if (status !== 400 || body?.code !== "invalid_input") return `${status} ${JSON.stringify(body)?.slice(0, 200)}`;
  const details: string[] = (body.errors ?? [{ detail: body.detail }]).map(({ detail }: { detail: string }) => detail);
  const bare = details.find((detail) => BARE.test(detail));
  if (bare !== undefined) return bare;
  return details.some((detail) => detail.includes(says)) ? null : `${at}: "${details.join("; ")}" does not say ${says}`;
}

Deno.test("every bound of every route's body is named by the refusal of its neighbour", () =>
  withRoutes(async (routes, resolve, ask) => {
    const wrong: string[] = [];
    let posted = 0;
    for (const { method, path, operation } of routes) {
      const content = operation.requestBody?.content?.["application/json"];
      // A webhook's body is read once its signature is right.
      if (!content || path.startsWith("/v1/webhooks/")) continue;
      const examples = Object.values<{ value: unknown }>(content.examples).map(({ value }) => value);
      const schema = content.schema.oneOf ? content.schema.oneOf[0] : content.schema;
      for (const neighbour of neighboursOf(schema, resolve)) {
        const base = examples.find((example) => !Array.isArray(example)) ?? examples[0];
        const body = withValue(base, neighbour.at, neighbour.value);
        const answers = await Promise.all(addressesOf(path).map((address) => ask(`${method} ${address}`, body)));
        posted++;
        const faults = answers.map((answer) => shortcoming(answer, neighbour));
        if (!faults.includes(null)) {
          const [fault] = faults;
          wrong.push(`${method} ${path} ${neighbour.at} = ${JSON.stringify(neighbour.value)?.slice(0, 40)}: ${fault}`);
        }
      }
    }
    assertEquals(wrong, []);
    assert(posted > 200, `${posted} neighbours`);
  }));

Deno.test("every bound of every route's query is named by the refusal of its neighbour", () =>
  withRoutes(async (routes, resolve, ask) => {
    const wrong: string[] = [];
    let asked = 0;
    for (const { method, path, operation } of routes) {
      if (!path.startsWith("/v1/")) continue;
      const example = Object.values<{ value: unknown }>(
        operation.requestBody?.content?.["application/json"]?.examples ?? {},
      )[0]?.value;
      for (const { name, schema, in: where } of operation.parameters ?? []) {
        if (where !== "query") continue;
        for (const neighbour of neighboursOf(schema, resolve)) {
          if (typeof neighbour.value === "object") continue;
          const query = new URLSearchParams({ ...BESIDE[path]?.query, [name]: String(neighbour.value) });
          const answer = await ask(`${method} ${addressOf(path)}?${query}`, BESIDE[path]?.body ?? example);
          asked++;
          const fault = shortcoming(answer, neighbour);
          if (fault) wrong.push(`${method} ${path}?${query.toString().slice(0, 60)}: ${fault}`);
        }
      }
    }
    assertEquals(wrong, []);
    assert(asked > 50, `${asked} neighbours`);
  }));

Deno.test("every route names a query parameter that it does not have, and those that it has", () =>
  withRoutes(async (routes, _, ask) => {
    for (const { method, path, operation } of routes) {
      if (!path.startsWith("/v1/") || path.startsWith("/v1/webhooks/")) continue;
      const example = Object.values<{ value: unknown }>(
        operation.requestBody?.content?.["application/json"]?.examples ?? {},
      )[0]?.value;
      const { query, body = example } = BESIDE[path] ?? {};
      const answer = await ask(
        `${method} ${addressOf(path)}?${new URLSearchParams({ ...query, colour: "red" })}`,
        body,
      );
      const route = `${method} ${path}: ${JSON.stringify(answer.body)}`;
      assertEquals(answer.status, 400, route);
      const fault = answer.body.errors.find(({ at }: { at: string }) => at === "colour");
      assert(fault?.detail.startsWith("there is no such parameter, expected "), route);
      assert(answer.body.detail.includes("colour: there is no such parameter"), route);
    }
  }));
