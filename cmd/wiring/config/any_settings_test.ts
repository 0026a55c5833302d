import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { anyText, mutatedText } from "../../../testing/fixtures/mutated.ts";
import { parseConfig, settingNames } from "./config.ts";
import { describeConfig } from "./describe_config.ts";
import { numberFlag, timeFlag } from "./flags.ts";
import { scenarioFlag } from "./commerce_config.ts";
import { WrongSettings } from "./settings.ts";

const SECRET = "s3cr3t-0f-the-sh0p";
/** Settings that are right, with a password wherever one may stand. */
const RIGHT: Readonly<Record<string, string>> = {
  DATABASE_URL: `postgres://shop:${SECRET}@db.example.com:5432/shop?sslmode=verify-full`,
  REDIS_URL: `rediss://shop:${SECRET}@cache.example.com:6380`,
  KAFKA_BROKERS: "a.example.com:9092,b.example.com:9092",
  KAFKA_SASL_MECHANISM: "scram-sha-512",
  KAFKA_SASL_USERNAME: "shop",
  KAFKA_SASL_PASSWORD: SECRET,
  SOURCE_DATABASE_URL: `postgresql+psycopg://shop:${SECRET}@/source?host=/var/run/postgresql&port=5434`,
  DROPSHIP_DATABASE_URL: `postgres://shop:${SECRET}@[::1]:5432/dropship`,
  MARKET_DATABASE_URL: `postgres://shop:${SECRET}@/market?host=db.example.com`,
  SUPPLIER_TOKENS: `dome=${SECRET}`,
  MARKET_TOKENS: `coupang=${SECRET}`,
  EMBEDDINGS: "openai",
  OPENAI_API_KEY: SECRET,
  API_KEY: SECRET,
  EVENTS: "dynamodb",
  AWS_REGION: "ap-northeast-2",
  AWS_ACCESS_KEY_ID: "AKIA",
  AWS_SECRET_ACCESS_KEY: SECRET,
  PORT: "8080",
  CACHE_REFRESH_INTERVAL: "50",
  SOURCING_MARGIN_RATE: "0.3",
  LOG_LEVEL: "info",
};
const names = settingNames();

/** An address in a variable that it is not for is masked too; a bare password there nobody can tell from a wrong value. */
const addresses = Object.values(RIGHT).filter((value) => value.includes("://"));
const anyChange = fc.constantFrom(...names).chain((name) =>
  fc.tuple(
    fc.constant(name),
    fc.oneof(anyText, fc.constantFrom(...addresses), ...(RIGHT[name] ? [mutatedText(fc.constant(RIGHT[name]))] : [])),
  )
);

/** The right settings with some of them changed; a secret stays whole, so that it can be looked for. */
const environments = fc.tuple(fc.subarray(Object.keys(RIGHT)), fc.array(anyChange)).map(([kept, changes]) => ({
  ...Object.fromEntries(kept.map((name) => [name, RIGHT[name]!])),
  ...Object.fromEntries(changes),
}));

Deno.test("parseConfig gives a configuration or names every wrong setting, and no message shows a secret", () => {
  assertEquals(parseConfig(RIGHT).kafka?.brokers.length, 2);
  fc.assert(
    fc.property(environments, (env) => {
      try {
        // Text as a setting's value is somebody's own; what the messages must not show is a password.
        assert(!JSON.stringify(describeConfig(parseConfig(env))).includes(SECRET), "the description shows it");
      } catch (error) {
        assert(error instanceof WrongSettings, String(error));
        assert(error.problems.length > 0);
        for (const problem of error.problems) {
          assert(names.some((name) => problem.includes(name)), problem);
          assert(!problem.includes(SECRET), problem);
        }
      }
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("flags that are numbers, times and names give what they say or name themselves", () => {
  const words = fc.oneof(
    anyText,
    mutatedText(fc.constantFrom("12", "0.5", "2026-03-02", "2026-03-02T12:00:00Z", "payday")),
  );
  const named = <T>(read: () => T, flag: string): T | undefined => {
    try {
      return read();
    } catch (error) {
      assert(error instanceof WrongSettings && error.message.includes(`--${flag}`), String(error));
    }
  };
  fc.assert(
    fc.property(words, (text) => {
      const number = named(() => numberFlag("pace", text, { from: 1, to: 50, whole: true }, null), "pace");
      if (number !== undefined) assert(Number.isInteger(number) && number! >= 1 && number! <= 50);
      const time = named(() => timeFlag("until", text, null), "until");
      if (time !== undefined) assert(time!.getUTCFullYear() >= 1 && time!.getUTCFullYear() <= 9999, text);
      named(() => scenarioFlag(text), "scenario");
    }),
    { numRuns: 1_000 },
  );
});
