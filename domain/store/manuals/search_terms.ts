import { cjkPairs, otherRuns, wordsOf } from "../../shared/words.ts";

/** More words make no question clearer, only slower. */
const MOST_TERMS = 64;

/**
 * What a text is found by, each once: its words; of Korean, Chinese and Japanese words the pairs of their characters
 * besides, since no dictionary is there to take endings off. "환불은" is found by 환불은, 환불 and 불은.
 *
 * One function cuts what is stored and what is asked: only so do they meet.
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

/** Of a question, the terms it begins with. */
export function questionTerms(question: string): string[] {
  return searchTerms(question).slice(0, MOST_TERMS);
}

/**
 * How much it says that a text has a term that `having` of `all` texts have: the weight of the binary independence model
 * (Robertson and Spärck Jones 1976) without relevance judgements, in the form that BM25 took over and that is never
 * negative: ln(1 + (N − n + ½) / (n + ½)).
 */
export function termWeight(having: number, all: number): number {
  return Math.log(1 + (Math.max(all - having, 0) + 0.5) / (having + 0.5));
}
