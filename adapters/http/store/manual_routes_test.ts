import { Validator } from "@seriousme/openapi-schema-validator";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { HYGIENE } from "../../../testing/fixtures/manual_samples.ts";
import { searchManuals, withManualShop } from "../../../testing/http/manual_shop.ts";

Deno.test("POST manuals stores a version, cut at its headings; the same again is unchanged and embeds nothing", () =>
  withManualShop(async (shop) => {
    const body = { manualId: "위생", text: HYGIENE, kind: "hygiene", storeId: "1" };
    const first = await shop.call("POST /v1/manuals", { body });
    const { loadedAt: _, ...version } = first.body.version;
    assertEquals([first.status, first.body.outcome, first.body.embedded], [201, "added", 4]);
    assertEquals(version, {
      manualId: "위생",
      version: 1,
      title: "위생 매뉴얼",
      kind: "hygiene",
      stores: ["1"],
      format: "markdown",
      validFrom: "2026-03-02",
      validUntil: null,
      withdrawn: false,
      passages: 4,
    });
    assertStringIncludes(shop.embedded[1]!, "위생 매뉴얼 > 손 씻기\n\n작업 전");
    const again = await shop.call("POST /v1/manuals", { body });
    assertEquals([again.status, again.body.outcome, again.body.embedded], [200, "unchanged", 0]);
    const changed = { ...body, text: HYGIENE.replace("30초", "40초") };
    const second = await shop.call("POST /v1/manuals", { body: changed });
    assertEquals([second.status, second.body.version.version, second.body.embedded], [201, 2, 1]);
    assertEquals(shop.embedded.length, 5);
  }));

Deno.test("POST manuals refuses what is no manual, fault by fault", () =>
  withManualShop(async (shop) => {
    const good = { manualId: "m", text: "글" };
    for (
      const [body, at] of [
        [{ ...good, text: " \n" }, "text"],
        [{ ...good, text: "a\0b" }, "text"],
        [{ ...good, text: "\ud800" }, "text"],
        [{ ...good, manualId: "a/b" }, "manualId"],
        [{ ...good, manualId: "" }, "manualId"],
        [{ ...good, validFrom: "2026-02-30" }, "validFrom"],
        [{ ...good, format: "pdf" }, "format"],
        [{ ...good, stores: ["a b"] }, "stores.0"],
        [{ ...good, storeId: "1", stores: ["1"] }, ""],
        [{ ...good, valid_from: "2026-01-01" }, ""],
        [[good], ""],
      ] as const
    ) {
      const { status, body: problem } = await shop.call("POST /v1/manuals", { body });
      assertEquals([status, problem.code], [400, "invalid_input"], JSON.stringify(body));
      if (at) assertEquals(problem.errors[0].at, at);
    }
  }));

Deno.test("POST manuals answers bombs of structure at once, and what lists only headings with few passages", () =>
  withManualShop(async (shop) => {
    const post = (text: string) => shop.call("POST /v1/manuals", { body: { manualId: "m", text } });
    for (const text of [">".repeat(40_000), "- ".repeat(20_000), "> - ".repeat(200) + "글"]) {
      const { status, body } = await post(text);
      assertEquals([status, body.code], [422, "text_refused"]);
      assertStringIncludes(body.detail, "levels of quotes and lists, expected at most 50");
    }
    const headings = await post(Array.from({ length: 1_000 }, (_, index) => `## 규칙 ${index}\n`).join("\n"));
    assertEquals([headings.status, headings.body.version.passages < 20], [201, true]);
    const { characters, inPassages } = headings.body.source;
    assertEquals([characters, inPassages], [4_890, 4_890]);
    for (const text of ["**_".repeat(5_000) + "a" + "_**".repeat(5_000), "`".repeat(20_000), "[".repeat(20_000)]) {
      assertEquals((await post(text)).status, 201);
    }
  }));

Deno.test("manuals can be read as of a day, listed, withdrawn and erased", () =>
  withManualShop(async (shop) => {
    const { call } = shop;
    const path = `/v1/manuals/${encodeURIComponent("환불-규정")}`;
    const post = (text: string, validFrom: string) =>
      call("POST /v1/manuals", { body: { manualId: "환불-규정", text, validFrom } });
    await post("# 환불\n\n7일", "2026-01-01");
    await post("# 환불\n\n14일", "2026-06-01");
    assertStringIncludes((await call(`GET ${path}`)).body.text, "7일");
    assertStringIncludes((await call(`GET ${path}?on=2026-06-01`)).body.text, "14일");
    assertEquals((await call(`GET ${path}?on=2025-12-31`)).body.code, "unknown_manual");
    assertEquals((await call(`GET ${path}/versions`)).body.items.length, 2);
    assertEquals((await call("GET /v1/manuals")).body.items[0].validUntil, "2026-06-01");
    assertEquals((await searchManuals(shop, "환불", "&on=2026-07-01")).body.results[0].passage, "14일");

    const gone = await call(`DELETE ${path}?from=2026-07-01`);
    assertEquals([gone.status, gone.body.outcome, gone.body.from], [200, "withdrawn", "2026-07-01"]);
    assertEquals((await call(`GET ${path}?on=2026-07-01`)).status, 404);
    assertEquals((await call(`DELETE ${path}?from=2026-01-01&erase=true`)).status, 400);
    assertEquals((await call(`DELETE ${path}?erase=true`)).body.outcome, "erased");
    for (
      const route of [
        `GET ${path}`,
        `GET ${path}/versions`,
        `DELETE ${path}`,
        "GET /v1/manuals/%20",
        "DELETE /v1/manuals/%ff",
      ]
    ) {
      assertEquals([route, (await call(route)).body.code], [route, "unknown_manual"]);
    }
    assertEquals((await call("GET /v1/manuals")).body.items, []);
  }));

Deno.test("manuals answer 503 while the embedder is unreachable, and nothing was stored", () =>
  withManualShop(async (shop) => {
    shop.fault = new Outage("the embeddings service", new Error("it refuses the key"));
    const loaded = await shop.call("POST /v1/manuals", { body: { manualId: "m", text: "글" } });
    assertEquals([loaded.status, loaded.body.code, loaded.headers.get("retry-after")], [503, "unavailable", "5"]);
    assertEquals((await shop.call("GET /v1/manuals")).body.items, []);
    assertEquals((await searchManuals(shop, "글")).status, 503);
    delete shop.fault;
    assertEquals((await shop.call("POST /v1/manuals", { body: { manualId: "m", text: "글" } })).status, 201);
  }));

Deno.test("the OpenAPI document describes the manuals", () =>
  withManualShop(async ({ call }) => {
    const { body } = await call("GET /openapi.json");
    const { valid, errors } = await new Validator().validate(structuredClone(body));
    assertEquals([valid, errors], [true, undefined]);
    const parameters = body.paths["/v1/manuals/search"].get.parameters;
    assertEquals(parameters.map(({ name, required }: { name: string; required: boolean }) => [name, required]), [
      ["q", true],
      ["k", false],
      ["store", false],
      ["kind", false],
      ["on", false],
    ]);
    assertEquals(Object.keys(body.components.schemas.NewManual.properties), [
      "manualId",
      "title",
      "kind",
      "storeId",
      "stores",
      "format",
      "text",
      "validFrom",
    ]);
  }));
