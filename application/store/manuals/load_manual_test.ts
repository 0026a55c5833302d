import { assertEquals, assertRejects } from "@std/assert";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { readPlainText } from "../../../domain/store/manuals/read_plain_text.ts";
import { MemoryManuals } from "../../../testing/memory/store/manuals.ts";
import { LexicalEmbedder } from "../../../adapters/system/lexical_embedder.ts";
import type { Embedder } from "../../shared/embedder.ts";
import { DataRefused, Outage } from "../../shared/fault.ts";
import { embedAgain } from "./embed_again.ts";
import { loadManual } from "./load_manual.ts";
import { searchManuals } from "./search_manuals.ts";

const TEXT = "환불 규정\n\n제1조(기한) 7일 이내에 환불한다.\n\n제2조(예외) 식품은 환불하지 않는다.";

function setUp(space = "lexical-v1/1536") {
  const manuals = new MemoryManuals();
  const words = new LexicalEmbedder();
  const embedded: string[] = [];
  const state: { fault?: Error; refusal?: { ok: false; reason: string } } = {};
  const embedderOf = (space: string): Embedder => ({
    space,
    dimensions: 1_536,
    kind: "lexical",
    embed: async (texts) => {
      if (state.fault) throw state.fault;
      embedded.push(...texts);
      return await words.embed(texts);
    },
  });
  const deps = {
    manuals,
    search: manuals,
    vectors: manuals,
    embedder: embedderOf(space),
    readBlocks: (text: string) => Promise.resolve(state.refusal ?? { ok: true as const, blocks: readPlainText(text) }),
    digest: sha256,
    // 02:30 on 3 March in Seoul
    clock: () => new Date("2026-03-02T17:30:00Z"),
  };
  const load = (text: string, more: object = {}) =>
    loadManual(deps, { manualId: "환불", format: "text", text, ...more });
  return { deps, load, embedded, state, embedderOf };
}

Deno.test("loadManual holds from today in Seoul, and embeds a passage with its headings", async () => {
  const { load, embedded } = setUp();
  const loaded = await load(TEXT);
  assertEquals(loaded.ok && [loaded.value.version.validFrom, loaded.value.version.title], ["2026-03-03", "환불 규정"]);
  assertEquals(embedded[0], "환불 규정 > 제1조(기한)\n\n7일 이내에 환불한다.");
});

Deno.test("loadManual embeds only what has changed, in this manual or any other", async () => {
  const { deps, load, embedded } = setUp();
  await load(TEXT);
  assertEquals(embedded.length, 2);
  const again = await load(TEXT, { validFrom: "2026-06-01" });
  assertEquals([again.ok && again.value.outcome, embedded.length], ["unchanged", 2]);
  await load(TEXT.replace("7일", "14일"));
  assertEquals(embedded.slice(2), ["환불 규정 > 제1조(기한)\n\n14일 이내에 환불한다."]);
  await load(TEXT);
  await loadManual(deps, { manualId: "copy", format: "text", text: TEXT });
  assertEquals(embedded.length, 3);
});

Deno.test("loadManual stores nothing while the embedder is unreachable, and the same call does it later", async () => {
  const { deps, load, state } = setUp();
  state.fault = new Outage("the embeddings service", new Error("away"));
  await assertRejects(() => load(TEXT), Outage);
  assertEquals(await deps.vectors.progress("lexical-v1/1536"), { contents: 0, embedded: 0 });
  state.fault = new DataRefused("text_too_long", new Error("too long"));
  const refused = await load(TEXT);
  assertEquals(!refused.ok && refused.refusal.code, "text_refused");
  delete state.fault;
  assertEquals((await load(TEXT)).ok, true);
});

Deno.test("searchManuals finds by words alone until embedAgain has filled the space of another model", async () => {
  const { deps, load, embedderOf } = setUp();
  await load(TEXT);
  const other = { ...deps, embedder: embedderOf("other/1536") };
  const ask = async () => {
    const answer = await searchManuals(other, { q: "식품 환불" });
    return answer.ok ? [answer.value.method.hasVectors, answer.value.results[0]?.nearness === null] : [];
  };
  assertEquals(await ask(), [false, true]);
  const signal = new AbortController().signal;
  assertEquals(await embedAgain(other, { signal }), { space: "other/1536", contents: 2, embedded: 2 });
  assertEquals(await ask(), [true, false]);
  assertEquals(await embedAgain(other, { signal }), { space: "other/1536", contents: 2, embedded: 0 });
});

Deno.test("searchManuals looks for the words of a question that the embedder can't take", async () => {
  const { deps, load, state } = setUp();
  await load(TEXT);
  state.fault = new DataRefused("text_too_long", new Error("too long"));
  const answer = await searchManuals(deps, { q: "식품" });
  assertEquals(answer.ok && [answer.value.found, answer.value.results[0]!.words?.rank], [1, 1]);
});

Deno.test("loadManual says how much of the text is in passages, also when nothing changed", async () => {
  const { load } = setUp();
  for (const outcome of ["added", "unchanged"] as const) {
    const loaded = await load(TEXT);
    assertEquals(loaded.ok && [loaded.value.outcome, loaded.value.source], [outcome, {
      characters: 33,
      inPassages: 33,
    }]);
  }
});

Deno.test("loadManual refuses a text whose structure can't be read, or that makes too many passages", async () => {
  const { load, state } = setUp();
  const many = await load("제1조(가) 나\n".repeat(10_001));
  assertEquals(
    many.ok || [many.refusal.code, many.refusal.message],
    ["text_refused", "Cannot load the manual: it makes 10001 passages, expected at most 10000; split it"],
  );
  state.refusal = { ok: false, reason: "it is nested too deeply" };
  const refused = await load(TEXT);
  assertEquals(refused.ok || refused.refusal.message, "Cannot load the manual: it is nested too deeply");
});
