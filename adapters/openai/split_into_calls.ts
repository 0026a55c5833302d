import { DataRefused } from "../../application/shared/fault.ts";

/**
 * Limits of the embeddings API: tokens of one text and of one call; it accepts 2,048 texts a call.
 * https://platform.openai.com/docs/api-reference/embeddings/create
 */
const TOKENS_A_TEXT = 8_192;
const TOKENS_A_CALL = 300_000;

/** A smaller call is answered sooner, and costs less when it is retried. */
const GOOD_TEXTS_A_CALL = 512;

/**
 * Groups the texts, in order, into as few calls as possible. Throws `DataRefused` for a text that no call can carry.
 *
 * Tokens are counted as in OpenAI's embedding models (cl100k_base); for another service's model that is an estimate.
 */
export async function splitIntoCalls(texts: readonly string[]): Promise<string[][]> {
  // A vocabulary of a hundred thousand entries, so it is loaded on first use.
  const { countTokens } = await import("gpt-tokenizer/encoding/cl100k_base");
  const calls: string[][] = [];
  let tokensOfCall = Infinity;
  for (const [index, text] of texts.entries()) {
    if (text.trim() === "") throw refusal("empty_text", index, texts.length, "is empty");
    // Text such as "<|endoftext|>" counts as plain text, not as a special token.
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
