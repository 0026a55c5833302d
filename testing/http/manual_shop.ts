import { assertEquals } from "@std/assert";
import { ManualReader } from "../../adapters/files/manuals/manual_reader.ts";
import { LexicalEmbedder } from "../../adapters/system/lexical_embedder.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import type { Embedder } from "../../application/shared/embedder.ts";
import { HYGIENE, OPENING, REFUNDS } from "../fixtures/manual_samples.ts";
import { MemoryManuals } from "../memory/store/manuals.ts";
import { type Called, type CallOptions, withApp } from "./call.ts";
import { fakeShop } from "./fake_shop.ts";

interface ManualShop {
  readonly call: (route: string, options?: CallOptions) => Promise<Called>;
  /** Texts that were embedded. */
  readonly embedded: string[];
  fault?: Error;
}

/** The routes over manuals in memory; it is noon of 2 March in Seoul. */
export async function withManualShop(test: (shop: ManualShop) => Promise<void>): Promise<void> {
  const fake = fakeShop();
  await using reader = new ManualReader();
  const manuals = new MemoryManuals();
  const words = new LexicalEmbedder();
  const embedded: string[] = [];
  let shop: ManualShop;
  const embedder: Embedder = {
    space: words.space,
    dimensions: words.dimensions,
    kind: "lexical",
    embed: async (texts, signal) => {
      if (shop.fault) throw shop.fault;
      const vectors = await words.embed(texts, signal);
      embedded.push(...texts);
      return vectors;
    },
  };
  const deps = {
    ...fake.deps,
    store: {
      reports: {},
      manuals: { manuals, search: manuals, embedder, readBlocks: reader.readBlocks, digest: sha256 },
    },
  };
  await withApp((call) => test(shop = { call, embedded }), {}, { ...fake, deps: deps as unknown as typeof fake.deps });
}

export async function loadManuals({ call }: ManualShop): Promise<void> {
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

export const searchManuals = ({ call }: ManualShop, q: string, more = "") =>
  call(`GET /v1/manuals/search?q=${encodeURIComponent(q)}${more}`);
