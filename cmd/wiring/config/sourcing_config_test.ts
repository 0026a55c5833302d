import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { type Env, WrongSettings } from "./settings.ts";
import { parseSourcingConfig } from "./sourcing_config.ts";

const SOCKET = "?host=/var/run/postgresql&port=5434";
const GUIDE = {
  SOURCE_DATABASE_URL: `postgresql+psycopg://sunwoo@/drop01_source${SOCKET}`,
  DROPSHIP_DATABASE_URL: `postgresql+psycopg://sunwoo@/drop01_dropship${SOCKET}`,
  MARKET_DATABASE_URL: `postgresql+psycopg://sunwoo@/drop01_market${SOCKET}`,
};
const sourceOf = (url: string, more: Env = {}) =>
  parseSourcingConfig({ ...GUIDE, SOURCE_DATABASE_URL: url, ...more }).databases!.source;

const refused = (env: Env, ...parts: string[]) => {
  const { message } = assertThrows(() => parseSourcingConfig(env), WrongSettings);
  for (const part of parts) assertStringIncludes(message, part);
};

Deno.test("parseSourcingConfig of nothing is three embedded databases", () => {
  assertEquals(parseSourcingConfig({}).databases, null);
});

Deno.test("parseSourcingConfig reads the guide's three addresses, sockets included", () => {
  const { source, dropship, market } = parseSourcingConfig(GUIDE).databases!;
  assertEquals(source.url, `postgres://sunwoo@localhost/drop01_source${SOCKET}`);
  assertEquals([source.source, source.tls, source.prepare], ["SOURCE_DATABASE_URL", "off", null]);
  assertEquals([dropship, market].map(({ url }) => new URL(url).pathname), ["/drop01_dropship", "/drop01_market"]);
});

Deno.test("parseSourcingConfig takes a host from the query, and every way to write a socket", () => {
  assertEquals(
    sourceOf("postgresql+psycopg2://u:p@/d?host=db.example.com&port=5433").url,
    "postgres://u:p@db.example.com:5433/d",
  );
  assertEquals(sourceOf("postgres:///d?host=/tmp").url, "postgres://localhost/d?host=/tmp");
  assertEquals(sourceOf("postgres://u@localhost/d?host=%2Ftmp&port=6").url.includes("host=%2Ftmp&port=6"), true);
  assertEquals(sourceOf("postgresql+psycopg://u:p@h:5433/d").url, "postgres://u:p@h:5433/d");
});

Deno.test("parseSourcingConfig speaks TLS as the main database does, and never over a socket", () => {
  const strict = { DATABASE_SSLMODE: "verify-full", DATABASE_POOL_SIZE: "3", DATABASE_PREPARE: "false" };
  const { tls, poolSize, prepare } = sourceOf("postgres://u@h/d", strict);
  assertEquals([tls, poolSize, prepare], ["verify-full", 3, false]);
  assertEquals(sourceOf("postgres://u@h/d?sslmode=require").tls, "require");
  assertEquals(sourceOf(GUIDE.SOURCE_DATABASE_URL, strict).tls, "off");
});

Deno.test("parseSourcingConfig wants all three databases or none", () => {
  refused(
    { SOURCE_DATABASE_URL: "postgres://h/a" },
    "DROPSHIP_DATABASE_URL is not set",
    "MARKET_DATABASE_URL is not set",
  );
  refused({ ...GUIDE, MARKET_DATABASE_URL: undefined }, "MARKET_DATABASE_URL is not set: SOURCE_DATABASE_URL and DROP");
});

Deno.test("parseSourcingConfig refuses what is no address, and repeats no secret", () => {
  refused({ ...GUIDE, MARKET_DATABASE_URL: "mysql://u@h/d" }, "MARKET_DATABASE_URL is not an address");
  refused({ ...GUIDE, MARKET_DATABASE_URL: "postgres://u@/d?host=/tmp&port=x" }, "MARKET_DATABASE_URL has port=x");
  refused({ ...GUIDE, MARKET_DATABASE_URL: "postgres://u@/d?host=a:b" }, "MARKET_DATABASE_URL has host=a:b");
  const { message } = assertThrows(() => parseSourcingConfig({ SUPPLIER_TOKENS: "s3cret" }), WrongSettings);
  assertEquals([message.includes("s3cret"), message.includes("SUPPLIER_TOKENS")], [false, true]);
});

Deno.test("parseSourcingConfig reads tokens by their names; a token may hold an equals sign", () => {
  const { supplierTokens } = parseSourcingConfig({ SUPPLIER_TOKENS: "ownerclan=abc==, other=x" });
  assertEquals([...supplierTokens], [["ownerclan", "abc=="], ["other", "x"]]);
});
