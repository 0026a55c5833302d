import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { withApp } from "../../testing/http/call.ts";
import { parseConfig } from "../wiring/config/config.ts";
import { banner } from "./banner.ts";

Deno.test("banner names the engines with the setting that chose each, and no password", () => {
  const text = banner(
    parseConfig({
      DATABASE_URL: "postgres://shop:s3cr3t@db.example.com/shop",
      REDIS_URL: "redis://:s3cr3t@cache.example.com:6379",
      EVENTS: "dynamodb",
      AWS_REGION: "ap-northeast-2",
    }),
    "http://127.0.0.1:8000",
  );
  for (const words of ["(DATABASE_URL)", "(REDIS_URL)", "EVENTS=dynamodb", "http://127.0.0.1:8000/docs"]) {
    assertStringIncludes(text, words);
  }
  assert(!text.includes("s3cr3t"));
});

Deno.test("banner of nothing set says that everything is in the data folder, or in memory", () => {
  const config = parseConfig({ DATA_DIR: "./shop" });
  assertStringIncludes(banner(config, "http://127.0.0.1:8000"), "embedded, in ./shop");
  assertStringIncludes(banner({ ...config, dataFolder: null }, "http://127.0.0.1:8000"), "in memory, gone at the end");
});

Deno.test("banner's order by hand is one that the API takes", () =>
  withApp(async (call) => {
    const [, path, type, body] = /curl http:\/\/shop(\S+) -H content-type:(\S+) -d '([^']+)'/.exec(
      banner(parseConfig({ DATA_DIR: "./shop" }), "http://shop"),
    )!;
    const answer = await call(`POST ${path}`, { body, headers: { "content-type": type! } });
    assertEquals([answer.status, answer.body.accepted], [202, 1], JSON.stringify(answer.body));
  }));
