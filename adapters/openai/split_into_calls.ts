import { DataRefused } from "../../application/shared/fault.ts";

/** https://platform.openai.com/docs/api-reference/embeddings/create (it also limits texts a call to 2,048) */
const TOKENS_A_TEXT = 8_192;
const TOKENS_A_CALL = 300_000;

/** Smaller calls are answered sooner, and cheaper to retry. */
const GOOD_TEXTS_A_CALL = 512;

/** In order. Throws `DataRefused` for a text over the limit. Tokens as in cl100k_base, an estimate for others. */
export async function splitIntoCalls(texts: readonly string[]): Promise<string[][]> {
  // A hundred thousand entries: loaded on first use.
  const { countTokens } = await import("gpt-tokenizer/encoding/cl100k_base");
  const calls: string[][] = [];
  let tokensOfCall = Infinity;
  for (const [index, text] of texts.entries()) {
    if (text.trim() === "") throw refusal("empty_text", index, texts.length, "is empty");
    // "<|endoftext|>" counts as plain text.
    const tokens = countTokens(text, { disallowedSpecial: new Set() });
    if (tokens > TOKENS_A_TEXT) {
      throw refusal("text_too_long", index, texts.length, `has ${tokens} tokens where ${TOKENS_A_TEXT} are allowed`);
    }
    if (tokensOfCall + tokens > TOKENS_A_CALL || calls.at(-1)!.length >= GOOD_TEXTS_A_CALL) {
      calls.push([]);
      tokensOfCall = 0;
    }
    calls.at(-1)!.push(text);
    tokensOfCall += tokens;
  }
  return calls;
}

function refusal(code: string, index: number, count: number, what: string): DataRefused {
  return new DataRefused(code, new Error(`text ${index + 1} of ${count} ${what}`));
}
