import { assert, assertEquals } from "@std/assert";
import { embedderContract } from "../../application/shared/embedder_contract.ts";
import { LexicalEmbedder } from "./lexical_embedder.ts";

embedderContract("words", (work) => work(new LexicalEmbedder()));

Deno.test("LexicalEmbedder reports that it is lexical", () => {
  const embedder = new LexicalEmbedder();
  assertEquals([embedder.kind, embedder.space], ["lexical", "lexical-v1/1536"]);
});

Deno.test("LexicalEmbedder puts inflected words near, and ignores width, case and endings", async () => {
  const near = async (a: string, b: string) => {
    const [one, other] = await new LexicalEmbedder().embed([a, b]);
    return one!.reduce((sum, value, index) => sum + value * other![index]!, 0);
  };
  assert(await near("ＰＯＳ　결제", "pos 결제") > 0.999);
  assert(await near("refund", "refunds") > 0.3);
  assert(await near("영수증을 지참", "영수증이 없는") > 0.2);
  assert(await near("청소합니다", "결제합니다") < 0.35);
  assert(await near("손 씻기", "교환 기한") < 0.1);
});

Deno.test("LexicalEmbedder returns the same vector on every machine and in every release of its space", async () => {
  const [vector] = await new LexicalEmbedder().embed(["환불 규정: refund within 7일"]);
  const bytes = new Uint8Array(Int16Array.from(vector!, (value) => Math.round(value * 10_000)).buffer);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
  assertEquals(digest.slice(0, 16), "8ce0c8f7bedbfa3a");
});
