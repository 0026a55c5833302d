import { assert, assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { embeddingsServer } from "../../testing/network/embeddings_server.ts";
import { temporarySourcing } from "../../testing/engines/temporary_sourcing.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { openKafkaClient } from "../../testing/engines/kafka_client.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { CapturedOutput } from "../../testing/engines/captured_output.ts";
import { tcpProxy } from "../../testing/network/tcp_proxy.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

/** Values of every secret setting; none may appear in any output. */
const SECRETS = {
  database: "pgpass-SECRET-7f3a",
  sourcing: "srcpass-SECRET-1b9d",
  redis: "redispass-SECRET-2c4e",
  sasl: "saslpass-SECRET-5d6f",
  key: "apikey-SECRET-9e1c",
  wrongKey: "wrongkey-SECRET-44aa",
  clientKey: "clientkey-SECRET-71bd",
  openai: "sk-SECRET-8a2b",
  awsSecret: "awssecret-SECRET-3f5e",
  awsSession: "awssession-SECRET-6b7c",
  supplier: "suppliertoken-SECRET-0d8f",
  market: "markettoken-SECRET-c3e1",
  supabase: "supabase-SECRET-a9d2",
};

/** Personal data: allowed in answers about that person, nowhere else. */
const PERSONAL = {
  name: "표식이름나라",
  email: "marked.person@mail.example",
  address: "표식도 표식시 표식로 77",
  district: "표식구",
  customer: "markedcustomer0042",
  preference: "표식취향",
  spoiltName: "망친이름",
};

const digestOf = (key: string) => createHash("sha256").update(key).digest("hex");
const encode = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const BEACON = "550e8400-e29b-41d4-a716-446655440000";
const WITHIN = { timeout: 60_000 };

/** The process, and a pattern of its output. */
type Line = readonly [string, RegExp];

/** The same address with a password, which the test engines ignore. */
function withPassword(url: string, password: string): string {
  return Object.assign(new URL(url), { password }).href;
}

Deno.test("no secret and no personal data are in logs, in answers or in dead letters", async () => {
  await using shop = await testInstallation(["redis", "kafka", "dynamodb"]);
  await using sourcing = await temporarySourcing();
  await using embeddings = embeddingsServer({ key: "another" });
  const { host } = new URL(shop.env.DATABASE_URL!);
  await using proxy = tcpProxy(host);
  const throughProxy = Object.assign(new URL(shop.env.DATABASE_URL!), { host: `127.0.0.1:${proxy.port}` }).href;
  await using kafka = await openKafkaClient(shop);
  const said = new CapturedOutput();
  const env = {
    ...shop.env,
    LOG_LEVEL: "trace",
    DATABASE_URL: withPassword(throughProxy, SECRETS.database),
    ...Object.fromEntries(
      Object.entries(sourcing.env).filter(([name]) => name.endsWith("DATABASE_URL"))
        .map(([name, url]) => [name, withPassword(url, SECRETS.sourcing)]),
    ),
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: SECRETS.awsSecret,
    AWS_SESSION_TOKEN: SECRETS.awsSession,
    API_KEYS: digestOf(SECRETS.key),
    API_KEY: SECRETS.clientKey,
    EMBEDDINGS: "openai",
    OPENAI_API_KEY: SECRETS.openai,
    OPENAI_BASE_URL: embeddings.url,
    SUPPLIER_TOKENS: `marked@${new URL(embeddings.url).origin}=${SECRETS.supplier}`,
    MARKET_TOKENS: `marked@${new URL(embeddings.url).origin}=${SECRETS.market}`,
    SUPABASE_PASSWORD: SECRETS.supabase,
    SUPPLIER_SYNC_INTERVAL: "1",
    MARKET_PULL_INTERVAL: "1",
  };
  await using running = new AsyncDisposableStack();
  const start = async (name: string, ...args: string[]) => {
    const onLine = (line: string) => said.add(`${name} ${args.join(" ")}`, line);
    return running.use(await RunningProcess.start(name, { args, env, onLine }));
  };
  const [api, ...others] = await Promise.all([
    start("api"),
    start("consumer", "--topic", "users"),
    start("event-relay"),
    start("event-recorder"),
    start("sourcing", "work"),
  ]);
  const base = (await api.line(/API and page at (http:\/\/127\.0\.0\.1:\d+)/, 120_000))[1]!;
  const probes = [base, ...await Promise.all(others.map((process) => process.probes()))];

  /** @param checkPersonal whether the answer must contain no personal data either */
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    { key = SECRETS.key, checkPersonal = false } = {},
  ) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    answers.add(`${method} ${path}`, text + JSON.stringify([...response.headers]));
    if (checkPersonal) said.add(`the answer to ${method} ${path}`, text + JSON.stringify([...response.headers]));
    return response.status;
  };
  const answers = new CapturedOutput();
  const show = async () => {
    for (const probe of probes) {
      for (const path of ["/metrics", "/readyz", "/healthz"]) {
        const headers = { authorization: `Bearer ${SECRETS.key}` };
        said.add(`${probe}${path}`, await (await fetch(`${probe}${path}`, { headers })).text());
      }
    }
    for (const path of ["/", "/openapi.json", "/asyncapi.json"]) {
      said.add(path, await (await fetch(base + path)).text());
    }
  };

  // Valid and invalid input of every kind.
  const person = {
    name: PERSONAL.name,
    email: PERSONAL.email,
    address: PERSONAL.address,
    addressDistrict: PERSONAL.district,
  };
  assertEquals(await call("POST", "/v1/users", { ...person, userId: "U-marked" }), 202);
  assertEquals(await call("POST", "/v1/users?direct=true", { ...person, userId: "U-twice" }), 201);
  assertEquals(
    await call("POST", "/v1/users?direct=true", { ...person, userId: "U-twice" }, { checkPersonal: true }),
    409,
  );
  assertEquals(await call("POST", "/v1/users", { ...person, [PERSONAL.name]: 1, age: -1 }), 400);
  assertEquals(await call("POST", "/v1/users", `{"name": "${PERSONAL.name}`, { checkPersonal: true }), 400);
  assertEquals(await call("PATCH", "/v1/users/U-twice", { email: `${PERSONAL.email}@` }, { checkPersonal: true }), 400);
  assertEquals(await call("GET", `/v1/users/${encodeURIComponent(PERSONAL.email)}`), 404);
  assertEquals(await call("GET", `/v1/nothing/${PERSONAL.customer}`, undefined, { checkPersonal: true }), 404);
  assertEquals(await call("GET", "/v1/users/U-twice", undefined, { key: SECRETS.wrongKey, checkPersonal: true }), 401);
  assertEquals(
    await call("GET", `/v1/users/U-twice?token=${SECRETS.wrongKey}`, undefined, { checkPersonal: true }),
    400,
  );
  assertEquals(
    await call("PUT", `/v1/customers/${PERSONAL.customer}`, { preferences: { drink: PERSONAL.preference } }),
    201,
  );
  assertEquals(
    await call("PUT", `/v1/beacons/${BEACON}`, {
      storeId: "s",
      major: 1,
      minor: 1,
      location: { name: "t", type: "table" },
    }),
    201,
  );
  const reading = { uuid: BEACON, major: 1, minor: 1, rssi: -45 };
  const detection = { customerId: PERSONAL.customer, readings: [reading, reading, reading] };
  assert([200, 201, 422].includes(await call("POST", "/v1/detections", detection)));
  assertEquals(await call("POST", "/v1/detections", { ...detection, readings: [{ ...reading, minor: 9 }] }), 422);
  for (const side of ["supplier", "market"]) {
    const url = { [side === "supplier" ? "feedUrl" : "apiUrl"]: `${embeddings.url}/none` };
    const account = { [side]: "marked", name: "main", credential: "marked", ...url };
    assertEquals(await call("POST", `/v1/sourcing/${side}-accounts`, account), 201);
  }
  // The embedding service repeats the key it rejects.
  assertEquals(await call("GET", "/v1/manuals/search?q=refund", undefined, { checkPersonal: true }), 503);

  // Messages that can't be read or stored, dead-lettered with their cause.
  const { topic } = kafka.names.users;
  const value = { ...person, name: PERSONAL.spoiltName, userId: "U-spoilt" };
  await kafka.writer.append(topic, [
    { key: "k", value: encode(JSON.stringify(value).slice(0, -3)), headers: {} },
    {
      key: "k",
      value: encode({ ...value, email: PERSONAL.name, gender: PERSONAL.name, [PERSONAL.name]: 1 }),
      headers: {},
    },
    { key: "k", value: encode({ ...value, name: `${PERSONAL.spoiltName}\0` }), headers: {} },
  ]);
  const aside = `${topic}.dlq`;
  await waitUntil("see what is spoilt set aside", async () => await kafka.count(aside) >= 3, WITHIN);

  // A database that becomes unreachable in use.
  const away: readonly Line[] = [["consumer", /cannot store yet/], ["event-relay", /cannot relay the outbox yet/]];
  proxy.cut();
  assertEquals(await call("GET", "/v1/users/U-twice", undefined, { checkPersonal: true }), 503);
  assertEquals(
    await call("POST", "/v1/users?direct=true", { ...person, userId: "U-away" }, { checkPersonal: true }),
    503,
  );
  assertEquals(await call("POST", "/v1/users", { ...person, userId: "U-later" }), 202);
  await show();
  const isReported = () => away.every((line) => said.has(...line));
  await waitUntil("see reports of what can't be stored or relayed yet", isReported, WITHIN);
  proxy.restore();
  const stored = async () => (await shop.sql`select from users where user_id = 'U-later'`).count;
  await waitUntil("see what came meanwhile stored", async () => await stored() === 1, WITHIN);
  assertEquals(await call("DELETE", `/v1/customers/${PERSONAL.customer}`), 200);
  await show();

  const first = new Map((await kafka.inspector.ranges(aside)).map(({ partition, first }) => [partition, first]));
  for await (const records of kafka.scanner.scan(aside, first)) {
    for (const { headers } of records) said.add("a dead letter's headers", JSON.stringify(headers));
  }

  // Commands, and processes with wrong passwords or invalid settings.
  const wrong = {
    ...env,
    DATABASE_URL: `${env.DATABASE_URL}_not_there`,
    REDIS_URL: `redis://u:${SECRETS.redis}@127.0.0.1:9`,
  };
  const sasl = { KAFKA_SASL_MECHANISM: "plain", KAFKA_SASL_USERNAME: "user", KAFKA_SASL_PASSWORD: SECRETS.sasl };
  const supabase = { DATABASE_URL: "", DB_TYPE: "supabase", SUPABASE_PASSWORD: SECRETS.supabase };
  const commands: readonly [string, string[], Record<string, string>][] = [
    ["doctor", [], env],
    ["doctor", ["--json"], { ...wrong, ...sasl }],
    ["kafka-admin", ["dlq", "--topic", topic], env],
    ["kafka-admin", ["groups"], { ...env, ...sasl }],
    ["migrate", ["status"], wrong],
    ["migrate", ["status"], { ...env, DATABASE_URL: `postgres//u:${SECRETS.database}@h/d`, REDIS_URL: SECRETS.redis }],
    ["migrate", ["status"], {
      ...env,
      API_KEYS: SECRETS.key,
      SUPPLIER_TOKENS: SECRETS.supplier,
      API_KEY: `${SECRETS.clientKey} x`,
    }],
    ["migrate", ["status"], { ...shop.env, ...supabase, SUPABASE_DIRECT_URL: `postgres//${SECRETS.supabase}` }],
  ];
  for (const [name, args, settings] of commands) {
    const { stdout, stderr } = await runProcessToEnd(name, { args, env: settings });
    for (const line of `${stdout}\n${stderr}`.split("\n")) said.add(`${name} ${args.join(" ")}`, line);
  }
  for (const process of [api, ...others]) await process.stop();

  assertEquals(said.leaksOf({ ...SECRETS, ...PERSONAL }), []);
  assertEquals(answers.leaksOf(SECRETS), []);
  // All of it happened and was reported.
  const expected: readonly Line[] = [
    ["api", /Cannot answer a request now/],
    ["consumer", /sent to the dead-letter topic/],
    ...away,
    ["event-recorder", /batch recorded|recorder subscribed/],
    ["sourcing work", /cannot sync a supplier|Cannot read|cannot/],
    ["a dead letter's headers", /not_json/],
    ["a dead letter's headers", /invalid_input|dlq-code/],
    ["doctor", /password|does not exist/],
    ["kafka-admin dlq", /not_json/],
    ["migrate", /DATABASE_URL/],
    ["migrate", /API_KEYS/],
    ["migrate", /SUPABASE_DIRECT_URL/],
  ];
  assertEquals(expected.filter(([by, pattern]) => !said.has(by, pattern)).map(String), []);
  assert(embeddings.calls.some(({ authorization }) => authorization?.includes(SECRETS.openai)));
});
