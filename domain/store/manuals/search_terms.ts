import { cjkPairs, otherRuns, wordsOf } from "../../shared/words.ts";

const MOST_TERMS = 64;

/** Words, and character pairs of CJK words: no dictionary removes endings. Documents and questions must share it. */
export function searchTerms(text: string): string[] {
  const terms = new Set<string>();
  for (const word of wordsOf(text)) {
    terms.add(word);
    for (const pair of cjkPairs(word)) terms.add(pair);
    for (const run of otherRuns(word)) terms.add(run);
  }
  return [...terms];
}

export function questionTerms(question: string): string[] {
  return searchTerms(question).slice(0, MOST_TERMS);
}

/** Binary independence model (Robertson and Spärck Jones 1976), non-negative: ln(1 + (N − n + ½) / (n + ½)). */
export function termWeight(having: number, all: number): number {
  return Math.log(1 + (Math.max(all - having, 0) + 0.5) / (having + 0.5));
}
