import { cjkPairs, otherRuns, wordsOf } from "../../shared/words.ts";

const MOST_TERMS = 64;

/**
 * Returns a text's distinct search terms: its words, and the character pairs of Korean, Chinese and Japanese words,
 * since no dictionary removes endings. "환불은" is found by 환불은, 환불 and 불은. Documents and questions must use this same
 * function.
 */
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

/**
 * Weight of a term that occurs in `having` of `all` texts: the binary independence model (Robertson and Spärck Jones
 * 1976) without relevance judgements, in BM25's non-negative form ln(1 + (N − n + ½) / (n + ½)).
 */
export function termWeight(having: number, all: number): number {
  return Math.log(1 + (Math.max(all - having, 0) + 0.5) / (having + 0.5));
}
