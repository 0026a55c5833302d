import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { loadManuals, searchManuals, withManualShop } from "../../../testing/http/manual_shop.ts";

Deno.test("GET manuals/search cites what it found, and says how many were asked for, came and were searched", () =>
  withManualShop(async (shop) => {
    await loadManuals(shop);
    const { status, body } = await searchManuals(shop, "환불은 며칠 이내에 해야 하나요?", "&k=2");
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
  withManualShop(async (shop) => {
    await loadManuals(shop);
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
      const { body } = await searchManuals(shop, question, "&k=3");
      assert(body.results.some(({ passage }: { passage: string }) => passage.includes(words)), question);
    }
  }));

Deno.test("GET manuals/search keeps to a store, a kind and a day", () =>
  withManualShop(async (shop) => {
    await loadManuals(shop);
    const ids = async (more: string) => {
      const { body } = await searchManuals(shop, "마감 환불 냉장고", `&k=50${more}`);
      return [...new Set(body.results.map(({ cites }: { cites: { manualId: string } }) => cites.manualId))].sort();
    };
    assertEquals(await ids(""), ["개점-마감", "위생", "환불-규정"]);
    assertEquals(await ids("&store=3"), ["위생", "환불-규정"]);
    assertEquals(await ids("&store=1"), ["개점-마감", "위생", "환불-규정"]);
    assertEquals(await ids("&kind=policy"), ["환불-규정"]);
    assertEquals(await ids("&on=2026-03-01"), []);
    assertEquals((await searchManuals(shop, "마감", "&kind=nothing")).body.searched, 0);
  }));

Deno.test("GET manuals/search takes any question: commands, marks, other scripts, broken bytes, the longest", () =>
  withManualShop(async (shop) => {
    await loadManuals(shop);
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
      const { status, body } = await searchManuals(shop, q);
      assertEquals([status, body.asked.q], [200, q.trim()]);
    }
    assertEquals((await shop.call("GET /v1/manuals/search?q=%ff%fe")).status, 200);
  }));

Deno.test("GET manuals/search refuses what is no question, and says what it expected", () =>
  withManualShop(async (shop) => {
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
      const { status, body } = await shop.call(`GET /v1/manuals/search${query}`);
      assertEquals([query, status, body.code], [query, 400, "invalid_input"]);
    }
  }));
