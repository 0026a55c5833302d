import type { Passage } from "./split_into_passages.ts";

export interface Coverage {
  /** Letters and digits of the source. */
  readonly characters: number;
  /** How many of them can be found, in a passage's text or headings. */
  readonly inPassages: number;
}

/** Words that passages repeat between two of the source: their headings, a sentence or the head of a table. */
const FURTHEST = 1_500;
/** Characters; a longer word may be cut into several passages. */
const CUT = 100;
/** How many places such a word is looked for at. */
const MOST_TRIES = 50;

/** By aligning the words of the source with those of the passages, in their order: a word that is lost is not counted. */
export function coverageOf(source: string, passages: readonly Passage[]): Coverage {
  const { words: found, headings } = wordsOfPassages(passages);
  const places = new Map<string, number[]>();
  const cuts: number[] = [];
  for (const [place, word] of found.entries()) {
    if (word.length >= CUT && !headings.has(place)) cuts.push(place);
    const list = places.get(word);
    if (list) list.push(place);
    else places.set(word, [place]);
  }
  let [characters, inPassages, next] = [0, 0, 0];
  for (const word of wordsIn(source)) {
    characters += word.length;
    const place = places.get(word)?.[indexFrom(places.get(word)!, next)];
    const after = place !== undefined && place - next <= FURTHEST
      ? place + 1
      : word.length < CUT
      ? null
      : endOfCut(word, { found, headings, cuts }, next);
    if (after === null) continue;
    inPassages += word.length;
    next = after;
  }
  return { characters, inPassages };
}

interface Found {
  readonly found: readonly string[];
  /** Places of the words of headings, which stand between the pieces. */
  readonly headings: ReadonlySet<number>;
  readonly cuts: readonly number[];
}

/** The place behind the last piece; `null` where the word is not. */
function endOfCut(word: string, { found, headings, cuts }: Found, next: number): number | null {
  const first = indexFrom(cuts, next);
  for (const place of cuts.slice(first, first + MOST_TRIES)) {
    let rest = word;
    for (let at = place; at < found.length; at++) {
      if (headings.has(at)) continue;
      if (!rest.startsWith(found[at]!)) break;
      rest = rest.slice(found[at]!.length);
      if (rest === "") return at + 1;
    }
  }
  return null;
}

/** Of the first place that is not before `from`. */
function indexFrom(places: readonly number[], from: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wordsOfPassages(passages: readonly Passage[]) {
  const words: string[] = [];
  const headings = new Set<number>();
  for (const passage of passages) {
    for (const heading of passage.headings) for (const word of wordsIn(heading)) headings.add(words.push(word) - 1);
    for (const word of wordsIn(passage.text)) words.push(word);
  }
  return { words, headings };
}

function* wordsIn(text: string): Iterable<string> {
  for (const { 0: word } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) yield word;
}
