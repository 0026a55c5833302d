import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Embedder } from "./embedder.ts";
import { DataRefused } from "./fault.ts";

const TEXTS = [
  "환불은 구매일로부터 7일 이내에 가능합니다.",
  "냉장고 온도는 5도 이하로 유지합니다.",
  "Refunds within seven days",
];

export function embedderContract(
  engine: string,
  withEmbedder: (work: (embedder: Embedder) => Promise<void>) => Promise<void>,
): void {
  describe(`Embedder in ${engine}`, () => {
    it("embed returns one vector of length 1 per text, in order, of the named dimensions", () =>
      withEmbedder(async (embedder) => {
        const vectors = await embedder.embed(TEXTS);
        assertEquals(vectors.map(({ length }) => length), TEXTS.map(() => embedder.dimensions));
        for (const vector of vectors) assertAlmostEquals(dot(vector, vector), 1, 1e-5);
        const [third] = await embedder.embed([TEXTS[2]!]);
        assertAlmostEquals(dot(vectors[2]!, third!), 1, 1e-5);
      }));

    it("embed accepts no texts, one, and more than fit into one call", () =>
      withEmbedder(async (embedder) => {
        assertEquals(await embedder.embed([]), []);
        const texts = Array.from({ length: 3_000 }, (_, n) => `제${n}조 ${TEXTS[n % 2]}`);
        const vectors = await embedder.embed(texts);
        assertEquals(vectors.length, texts.length);
        const [last] = await embedder.embed([texts.at(-1)!]);
        assertAlmostEquals(dot(vectors.at(-1)!, last!), 1, 1e-5);
      }));

    it("embed puts a text nearer to a question that shares its words than another text", () =>
      withEmbedder(async (embedder) => {
        const [refunds, fridge, , question] = await embedder.embed([...TEXTS, "환불은 며칠 이내인가요?"]);
        assert(dot(refunds!, question!) > dot(fridge!, question!));
      }));

    it("embed accepts any text: marks alone, control characters, lone surrogates, a tokenizer's commands", () =>
      withEmbedder(async (embedder) => {
        const texts = ["!?", "\u0000\u0007", "\ud800", "<|endoftext|>", "👩‍👩‍👧‍👦", "'; drop table manuals; --"];
        for (const vector of await embedder.embed(texts)) assertAlmostEquals(dot(vector, vector), 1, 1e-5);
      }));

    it("embed refuses an empty text and names its position only", () =>
      withEmbedder(async (embedder) => {
        const error = await assertRejects(() => embedder.embed(["비밀", " \n"]), DataRefused, "text 2 of 2 is empty");
        assertEquals([error.code, error.message.includes("비밀")], ["empty_text", false]);
      }));

    it("embed stops when aborted", () =>
      withEmbedder(async (embedder) => {
        await assertRejects(() => embedder.embed(TEXTS, AbortSignal.abort(new Error("enough"))), Error, "enough");
      }));

    it("space contains the dimensions", () =>
      withEmbedder((embedder) => {
        assert(embedder.space.endsWith(`/${embedder.dimensions}`));
        return Promise.resolve();
      }));
  });
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
