import type { Embedder } from "../../application/shared/embedder.ts";
import { DataRefused } from "../../application/shared/fault.ts";
import { cjkPairs, wordsOf } from "../../domain/shared/words.ts";

const DIMENSIONS = 1_536;
const GRAM = 3;

const WEIGHT = { word: 1, pair: 0.7, gram: 0.4 } as const;

/** In every Korean or English text: sharing them is no similarity. */
const EMPTY_PAIRS = new Set(
  ("니다 습니 합니 입니 됩니 십시 시오 세요 에서 으로 하는 하고 하며 하여 해야 한다 되는 에는 까지 부터 에게 " +
    "인가 가요 나요 하나 어떻 떻게 무엇 있는 있습 없는").split(" "),
);
const EMPTY_WORDS = new Set(
  ("a an and are as at be by do does for from how i in is it of on or that the this to was what when where which who " +
    "will with you your").split(" "),
);

/**
 * Deterministic embeddings by shared words and parts of words, not by meaning. Words, pairs of CJK characters and
 * trigrams of others are hashed into the dimensions with a sign (Weinberger et al., "Feature Hashing for Large Scale
 * Multitask Learning", ICML 2009); counts weigh 1 + ln(count).
 */
export class LexicalEmbedder implements Embedder {
  readonly space = `lexical-v1/${DIMENSIONS}`;
  readonly dimensions = DIMENSIONS;
  readonly kind = "lexical";

  // deno-lint-ignore require-await -- the port's contract: errors reject the promise
  async embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    return texts.map((text, index) => {
      if (text.trim() === "") {
        throw new DataRefused("empty_text", new Error(`text ${index + 1} of ${texts.length} is empty`));
      }
      return vectorOf(text);
    });
  }
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const [feature, { count, weight }] of featuresOf(text)) {
    const hash = hashOf(feature);
    const sign = hash & 0x8000_0000 ? -1 : 1;
    vector[(hash & 0x7fff_ffff) % DIMENSIONS]! += sign * weight * (1 + Math.log(count));
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  // Nothing is left: any direction that is a function of the text.
  if (length === 0) vector[(hashOf(text) & 0x7fff_ffff) % DIMENSIONS] = 1;
  return length === 0 ? vector : vector.map((value) => value / length);
}

function featuresOf(text: string): Map<string, { count: number; readonly weight: number }> {
  const features = new Map<string, { count: number; readonly weight: number }>();
  const add = (kind: keyof typeof WEIGHT, what: string) => {
    const feature = `${kind}:${what}`;
    const known = features.get(feature);
    if (known) known.count++;
    else features.set(feature, { count: 1, weight: WEIGHT[kind] });
  };
  for (const word of wordsOf(text)) {
    if (EMPTY_WORDS.has(word)) continue;
    add("word", word);
    for (const pair of cjkPairs(word)) if (!EMPTY_PAIRS.has(pair)) add("pair", pair);
    for (const gram of gramsOf(word)) add("gram", gram);
  }
  return features;
}

/** Boundaries count as characters, so that "refund" and "refunds" are near. */
function gramsOf(word: string): string[] {
  if (/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)) return [];
  const characters = ["^", ...word, "$"];
  return characters.slice(GRAM - 1).map((_, index) => characters.slice(index, index + GRAM).join(""));
}

/** FNV-1a over UTF-16 units, finalised as in MurmurHash3. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
