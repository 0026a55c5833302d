/**
 * Scripts whose text is searched by pairs of characters: Korean glues endings to its words ("환불은", "환불이"), Chinese
 * and Japanese put no space between them.
 */
const CJK = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Longer than any word of a language; what is longer is an encoded file. */
const LONGEST_WORD = 64;

/** The words of a text in its order, in compatibility form and small letters. Lone surrogates are no part of any. */
export function wordsOf(text: string): string[] {
  const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
  return words.map((word) => word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD / 2).join("") : word);
}

/** The pairs of neighbouring CJK characters of a word: "환불은" gives 환불 and 불은. */
export function cjkPairs(word: string): string[] {
  return (word.match(CJK) ?? []).flatMap((run) => {
    const characters = [...run];
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  });
}

/** The parts of a word in other scripts: "pos기에서" gives pos. */
export function otherRuns(word: string): string[] {
  return word.split(CJK).filter((run) => run !== "");
}
