import { Validator } from "@seriousme/openapi-schema-validator";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import type { Embedder } from "../../../application/shared/embedder.ts";
import { HYGIENE, OPENING, REFUNDS } from "../../../testing/fixtures/manual_samples.ts";
import { sha256 } from "../../system/sha256.ts";
import { ManualReader } from "../../files/manuals/manual_reader.ts";
import { MemoryManuals } from "../../../testing/memory/store/manuals.ts";
import { LexicalEmbedder } from "../../system/lexical_embedder.ts";
import { type Called, type CallOptions, withApp } from "../../../testing/http/call.ts";
import { fakeShop } from "../../../testing/http/fake_shop.ts";

interface Desk {
  readonly call: (route: string, options?: CallOptions) => Promise<Called>;
  /** Texts that were embedded. */
  readonly embedded: string[];
  fault?: Error;
}

/** The routes over manuals in memory; it is noon of 2 March in Seoul. */
async function withDesk(test: (desk: Desk) => Promise<void>): Promise<void> {
  const shop = fakeShop();
  await using reader = new ManualReader();
  const manuals = new MemoryManuals();
  const words = new LexicalEmbedder();
  const embedded: string[] = [];
  let desk: Desk;
  const embedder: Embedder = {
    space: words.space,
    dimensions: words.dimensions,
    kind: "lexical",
    embed: async (texts, signal) => {
      if (desk.fault) throw desk.fault;
      const vectors = await words.embed(texts, signal);
      embedded.push(...texts);
      return vectors;
    },
  };
  const deps = {
    ...shop.deps,
    store: {
      reports: {},
      manuals: { manuals, search: manuals, embedder, readBlocks: reader.readBlocks, digest: sha256 },
    },
  };
  await withApp((call) => test(desk = { call, embedded }), {}, { ...shop, deps: deps as unknown as typeof shop.deps });
}

async function load({ call }: Desk): Promise<void> {
  for (
    const body of [
      { manualId: "위생", kind: "hygiene", text: HYGIENE },
      { manualId: "환불-규정", kind: "policy", format: "text", text: REFUNDS },
      { manualId: "개점-마감", text: OPENING, stores: ["2", "1", "2"] },
    ]
  ) {
    assertEquals((await call("POST /v1/manuals", { body })).status, 201);
  }
}

const search = ({ call }: Desk, q: string, more = "") =>
  call(`GET /v1/manuals/search?q=${encodeURIComponent(q)}${more}`);

Deno.test("POST manuals stores a version, cut at its headings; the same again is unchanged and embeds nothing", () =>
  withDesk(async (desk) => {
    const body = { manualId: "위생", text: HYGIENE, kind: "hygiene", storeId: "1" };
    const first = await desk.call("POST /v1/manuals", { body });
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
    assertStringIncludes(desk.embedded[1]!, "위생 매뉴얼 > 손 씻기\n\n작업 전");
    const again = await desk.call("POST /v1/manuals", { body });
    assertEquals([again.status, again.body.outcome, again.body.embedded], [200, "unchanged", 0]);
    const changed = { ...body, text: HYGIENE.replace("30초", "40초") };
    const second = await desk.call("POST /v1/manuals", { body: changed });
    assertEquals([second.status, second.body.version.version, second.body.embedded], [201, 2, 1]);
    assertEquals(desk.embedded.length, 5);
  }));

Deno.test("GET manuals/search cites what it found, and says how many were asked for, came and were searched", () =>
  withDesk(async (desk) => {
    await load(desk);
    const { status, body } = await search(desk, "환불은 며칠 이내에 해야 하나요?", "&k=2");
    assertEquals(status, 200);
    assertEquals(body.asked, { q: "환불은 며칠 이내에 해야 하나요?", k: 2, store: null, kind: null, on: "2026-03-02" });
    assertEquals([body.found, body.searched, body.results.length], [2, 10, 2]);
    assertEquals(body.method, {
      embedding: "lexical",
      space: "lexical-v1/1536",
      hasVectors: true,
      fusion: "reciprocal_rank",
    });
    const [best] = body.results;
    assertEquals([best.rank, best.nearness.rank, best.words.rank], [1, 1, 1]);
    assertEquals(best.cites, {
      manualId: "환불-규정",
      title: "환불 규정",
      kind: "policy",
      version: 1,
      validFrom: "2026-03-02",
      headings: ["환불 규정", "제2장 환불", "제2조(환불 기한)"],
      position: 2,
      passages: 4,
    });
    assertStringIncludes(best.passage, "7일 이내");
  }));

Deno.test("GET manuals/search finds the right passage of Korean manuals", () =>
  withDesk(async (desk) => {
    await load(desk);
    for (
      const [question, words] of [
        ["손은 몇 초 동안 씻어야 해?", "30초 이상"],
        ["냉장고 온도 몇 도로 유지", "5도 이하"],
        ["개봉한 식품도 환불되나요", "개봉한 식품"],
        ["가스는 누가 잠가요? 마감할 때", "가스 밸브"],
        ["POS 켜기", "포스기(POS)"],
        ["유통기한 지난 거 폐기", "폐기 대장"],
      ] as const
    ) {
      const { body } = await search(desk, question, "&k=3");
      assert(body.results.some(({ passage }: { passage: string }) => passage.includes(words)), question);
    }
  }));

Deno.test("GET manuals/search keeps to a store, a kind and a day", () =>
  withDesk(async (desk) => {
    await load(desk);
    const ids = async (more: string) => {
      const { body } = await search(desk, "마감 환불 냉장고", `&k=50${more}`);
      return [...new Set(body.results.map(({ cites }: { cites: { manualId: string } }) => cites.manualId))].sort();
    };
    assertEquals(await ids(""), ["개점-마감", "위생", "환불-규정"]);
    assertEquals(await ids("&store=3"), ["위생", "환불-규정"]);
    assertEquals(await ids("&store=1"), ["개점-마감", "위생", "환불-규정"]);
    assertEquals(await ids("&kind=policy"), ["환불-규정"]);
    assertEquals(await ids("&on=2026-03-01"), []);
    assertEquals((await search(desk, "마감", "&kind=nothing")).body.searched, 0);
  }));

Deno.test("GET manuals/search takes any question: commands, marks, other scripts, broken bytes, the longest", () =>
  withDesk(async (desk) => {
    await load(desk);
    for (
      const q of [
        "'; drop table manuals; --",
        "환불' | !'x':* & <->",
        "\\",
        "?!",
        "👩‍👩‍👧‍👦",
        "%",
        "<script>alert(1)</script>",
        "가".repeat(1_000),
        "a ".repeat(499),
      ]
    ) {
      const { status, body } = await search(desk, q);
      assertEquals([status, body.asked.q], [200, q.trim()]);
    }
    assertEquals((await desk.call("GET /v1/manuals/search?q=%ff%fe")).status, 200);
  }));

Deno.test("GET manuals/search refuses what is no question, and says what it expected", () =>
  withDesk(async (desk) => {
    const wrong = [
      "",
      "?q=",
      "?q=%20%20",
      `?q=${"a".repeat(1_001)}`,
      "?q=a%00b",
      "?q=a&k=0",
      "?q=a&k=51",
      "?q=a&k=1.5",
    ];
    const more = [
      "?q=a&k=x",
      "?q=a&store=a%20b",
      "?q=a&on=2026-13-01",
      "?q=a&on=today",
      "?q=a&limit=3",
      "?q=a&kind=%3B",
    ];
    for (const query of [...wrong, ...more]) {
      const { status, body } = await desk.call(`GET /v1/manuals/search${query}`);
      assertEquals([query, status, body.code], [query, 400, "invalid_input"]);
    }
  }));

Deno.test("POST manuals refuses what is no manual, fault by fault", () =>
  withDesk(async (desk) => {
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
      const { status, body: problem } = await desk.call("POST /v1/manuals", { body });
      assertEquals([status, problem.code], [400, "invalid_input"], JSON.stringify(body));
      if (at) assertEquals(problem.errors[0].at, at);
    }
  }));

Deno.test("POST manuals answers bombs of structure at once, and what lists only headings with few passages", () =>
  withDesk(async (desk) => {
    const post = (text: string) => desk.call("POST /v1/manuals", { body: { manualId: "m", text } });
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
  withDesk(async (desk) => {
    const { call } = desk;
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
    assertEquals((await search(desk, "환불", "&on=2026-07-01")).body.results[0].passage, "14일");

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
  withDesk(async (desk) => {
    desk.fault = new Outage("the embeddings service", new Error("it refuses the key"));
    const loaded = await desk.call("POST /v1/manuals", { body: { manualId: "m", text: "글" } });
    assertEquals([loaded.status, loaded.body.code, loaded.headers.get("retry-after")], [503, "unavailable", "5"]);
    assertEquals((await desk.call("GET /v1/manuals")).body.items, []);
    assertEquals((await search(desk, "글")).status, 503);
    delete desk.fault;
    assertEquals((await desk.call("POST /v1/manuals", { body: { manualId: "m", text: "글" } })).status, 201);
  }));

Deno.test("the OpenAPI document describes the manuals", () =>
  withDesk(async ({ call }) => {
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
