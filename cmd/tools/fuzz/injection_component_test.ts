import { testEngines } from "../../../testing/engines/installation.ts";
import { assert, assertEquals } from "@std/assert";
import { connectPostgres } from "../../../adapters/postgres/core/connect.ts";
import { connectRedis } from "../../../adapters/redis/core/connect.ts";
import { withText } from "../../../testing/fixtures/mutated.ts";
import { type DocumentedCall, documentedCalls } from "./documented_calls.ts";
import { type FuzzedApi, startFuzzedApi } from "./fuzzed_api.ts";

const FORGED = '{"level":"fatal","forged":true}';

/** Each attacks a place where text is embedded: SQL, Redis commands, headers, logs, paths, patterns, pages. */
const PAYLOADS = [
  "'; create table injected_by_quote(); --",
  "' or '1'='1",
  "1); create table injected_by_number(); --",
  "$$; create table injected_by_dollar(); $$",
  "\\'; create table injected_by_backslash(); --",
  "' union select rolpassword from pg_authid --",
  "%' or name like '%",
  "x\r\nFLUSHALL\r\nDEL *\r\n",
  "x\r\nX-Injected: yes\r\nSet-Cookie: injected=yes\r\n\r\n<html>",
  `x\n${FORGED}\n`,
  "\u001b[2J\u0007\u202e\u2028",
  "{{7*7}}${7*7}<%= 7*7 %>",
  "../../../../etc/passwd",
  "<script>alert(1)</script>",
  "(((((((((((((((((((((((((((((((((((((((((((((((((((((((((a+)+)+$",
  "ﷺ𝒳👩‍👩‍👧‍👦ＡＤＭＩＮ\u0000",
];

/** Operations that return what they stored: accepted text must come back unchanged. */
const ECHOES = [
  "POST /v1/users",
  "POST /v1/products",
  "POST /v1/orders",
  "PUT /v1/beacons/{id}",
  "PUT /v1/customers/{id}",
  "PUT /v1/stores/{store}",
  "PUT /v1/stores/{store}/reports/{date}/{category}",
  "POST /v1/sourcing/supplier-accounts",
  "POST /v1/sourcing/market-accounts",
  "PATCH /v1/users/{id}",
  "PATCH /v1/products/{id}",
  "PATCH /v1/orders/{id}",
];
/** The stored form of a text: NFC, with normalised spaces. */
const asKept = (text: string) => text.normalize("NFC").trim().replace(/\s+/g, " ");

interface Tried {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly statuses: readonly number[];
  readonly stored: string | null;
}

function* attempts(base: string, { path, pathParams, queryParams, body, ...call }: DocumentedCall): Generator<Tried> {
  const query = call.method === "POST" && queryParams.includes("direct") ? "?direct=true" : "";
  const urlOf = (params: Record<string, string>) =>
    base + path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const plain = { ...call, url: urlOf(pathParams) + query, body, stored: null };
  for (const payload of PAYLOADS) {
    for (const name of Object.keys(pathParams)) {
      yield { ...plain, url: urlOf({ ...pathParams, [name]: payload }) + query };
    }
    for (const name of [...queryParams, "unknown"]) {
      yield { ...plain, url: `${urlOf(pathParams)}?${name}=${encodeURIComponent(payload)}` };
      yield { ...plain, url: `${urlOf(pathParams)}?${encodeURIComponent(payload)}=1` };
    }
    for (const changed of withText(body, payload)) yield { ...plain, body: changed, stored: payload };
    if (!/[^\x20-\x7e]/.test(payload)) {
      for (
        const name of ["x-request-id", "user-agent", "if-none-match", "traceparent", "accept-language", "origin"]
      ) {
        yield { ...plain, headers: { [name]: payload } };
      }
    }
  }
}

async function judge({ key }: FuzzedApi, tried: Tried): Promise<string[]> {
  const { method, url, body, headers = {}, statuses, stored, operation } = tried;
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const wrong: string[] = [];
  // A path with a slash or dots is another address, with no route; a foreign origin may not write.
  const known = [...statuses, 403, 404, 405];
  if (response.status >= 500 || !known.includes(response.status)) {
    wrong.push(`answered ${response.status} ${text.slice(0, 300)}`);
  }
  for (const name of response.headers.keys()) {
    if (/injected|set-cookie/i.test(name)) wrong.push(`sent a header ${name}`);
  }
  if (/html/.test(response.headers.get("content-type") ?? "")) wrong.push("answered with a page");
  const isOwn = PAYLOADS.some((payload) => text.includes(JSON.stringify(payload).slice(1, -1)));
  if (!isOwn && response.status >= 400 && /syntax error|pg_|file:\/\/|select |insert /i.test(text)) {
    wrong.push(`reveals internals: ${text.slice(0, 300)}`);
  }
  if (stored !== null && ECHOES.includes(operation) && (response.status === 200 || response.status === 201)) {
    if (!textsOf(JSON.parse(text)).some((kept) => [stored, stored.trim(), asKept(stored)].includes(kept))) {
      wrong.push(`did not keep ${JSON.stringify(stored)}: ${text.slice(0, 300)}`);
    }
  }
  return wrong.map((what) =>
    `${operation} ${what}\n  ${url.slice(0, 300)} ${JSON.stringify(body ?? headers).slice(0, 300)}`
  );
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)]);
}

const AT_ONCE = 8;

Deno.test("nothing that is put into any text of any call becomes SQL, a command, a header or a line of the log", async () => {
  const engines = testEngines();
  await using api = await startFuzzedApi(engines);
  await using closing = new AsyncDisposableStack();
  const sql = connectPostgres({ url: api.env.DATABASE_URL!, max: 1 });
  closing.defer(() => sql.end({ timeout: 5 }));
  const redis = connectRedis({ url: engines.redisUrl });
  closing.defer(() => redis.disconnect());
  const sentinel = `${api.env.NAME_PREFIX}sentinel`;
  await redis.set(sentinel, "here");
  const tables = async () =>
    (await sql`select table_name from information_schema.tables where table_schema = 'public' order by 1`)
      .map(({ table_name }) => table_name);
  const before = await tables();

  const document = await (await fetch(`${api.base}/openapi.json`)).json();
  const calls = documentedCalls(document).filter(({ path }) => path !== "/v1/commerce/stream").values();
  const wrong: string[] = [];
  let count = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const call of calls) {
      for (const tried of attempts(api.base, call)) {
        count++;
        wrong.push(...await judge(api, tried));
      }
    }
  }));
  assertEquals(wrong.slice(0, 20).join("\n"), "", `${wrong.length} of ${count}`);
  assert(count > 5_000, `${count} attempts`);

  assertEquals((await tables()).filter((name) => !before.includes(name)), []);
  assertEquals(before.filter((name) => name === "users" || name === "orders").length, 2);
  assertEquals(await redis.get(sentinel), "here");
  const headers = { authorization: `Bearer ${api.key}` };
  assertEquals((await fetch(`${api.base}/readyz`, { headers })).status, 200);
  assertEquals(api.errors, []);
  const { stderr } = await api.process.stop();
  for (const line of stderr.trimEnd().split("\n")) {
    const { level, forged } = JSON.parse(line);
    assert(typeof level === "string" && forged === undefined, line);
  }
});
