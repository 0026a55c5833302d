/** Searched by character pairs: Korean attaches endings ("환불은", "환불이"), Chinese and Japanese write no spaces. */
const CJK = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Longer sequences are encoded data, not words. */
const LONGEST_WORD = 64;

/** Returns the words of a text in order, in NFKC and lower case, without lone surrogates. */
export function wordsOf(text: string): string[] {
  const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
  return words.map((word) => word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD / 2).join("") : word);
}

/** "환불은" → 환불 and 불은. */
export function cjkPairs(word: string): string[] {
  return (word.match(CJK) ?? []).flatMap((run) => {
    const characters = [...run];
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  });
}

export function otherRuns(word: string): string[] {
  return word.split(CJK).filter((run) => run !== "");
}
