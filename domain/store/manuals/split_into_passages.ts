import type { Block } from "./block.ts";
import { type Section, sectionsOf } from "./sections.ts";

export interface Passage {
  /** From the document's title to the nearest heading. */
  readonly headings: readonly string[];
  readonly text: string;
}

/** A passage with its headings: "7일 이내" is meaningful only under "환불 규정 > 제5조". */
export function embeddableText({ headings, text }: Passage): string {
  return `${headings.join(" > ")}\n\n${text}`;
}

/** Part of a version's fingerprint: a change of the algorithm makes a new version. */
export const SPLITTER = "passages-2";

/** Tokens; about a third of a page, small enough for a specific vector. */
const BUDGET = 400;
const WHOLE_BUDGET = 800;
/** Tokens that a passage repeats of the previous one. */
const OVERLAP = 60;

/**
 * At headings, then between blocks, lines, sentences, words. Prose repeats its last sentence, a table its head. All of
 * the text is in a passage: headings with nothing below them are the text of one, under the headings above.
 */
export function splitIntoPassages(title: string, blocks: readonly Block[]): Passage[] {
  const passages: Passage[] = [];
  for (const { headings, blocks: section } of sectionsOf(title, blocks)) {
    for (const text of packSection(section)) passages.push({ headings, text });
  }
  return passages.length > 0 ? passages : [{ headings: [title], text: title }];
}

/** Estimates the tokens of embedding models: one per CJK character, one per up to four other letters. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (
    const { length, 0: first } of text.matchAll(
      /[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[a-z]+|\d{1,3}|\S/gi,
    )
  ) {
    tokens += length === 1 || !/[a-z]/i.test(first) ? 1 : Math.ceil(first.length / 4);
  }
  return tokens;
}

function packSection(blocks: Section["blocks"]): string[] {
  const texts: string[] = [];
  let text = "";
  let tokens = 0;
  const end = () => {
    if (text !== "") texts.push(text);
    text = "";
    tokens = 0;
  };
  for (const block of blocks) {
    const size = estimateTokens(block.text);
    const isLong = size > (block.type === "table" || block.type === "code" ? WHOLE_BUDGET : BUDGET);
    if (tokens + size > BUDGET) end();
    if (isLong) {
      texts.push(...splitBlock(block));
    } else {
      text = text === "" ? block.text : `${text}\n\n${block.text}`;
      tokens += size;
    }
  }
  end();
  return texts;
}

function splitBlock({ type, text }: Section["blocks"][number]): string[] {
  const lines = text.split("\n");
  const head = lines.slice(0, 2).join("\n");
  const headTokens = estimateTokens(head);
  if (type === "table" && lines.length > 2 && headTokens <= BUDGET / 4) {
    return pack(lines.slice(2), "\n", BUDGET - headTokens).map((rows) => `${head}\n${rows}`);
  }
  if (type !== "prose") return pack(lines, "\n", BUDGET);
  const parts = pack(sentencesOf(text), " ", BUDGET - OVERLAP);
  return parts.map((part, index) => {
    const last = index === 0 ? "" : sentencesOf(parts[index - 1]!).at(-1)!;
    return last !== "" && estimateTokens(last) <= OVERLAP ? `${last} ${part}` : part;
  });
}

function pack(pieces: readonly string[], glue: string, budget: number): string[] {
  const packed: string[] = [];
  let tokens = Infinity;
  for (const piece of pieces.flatMap((piece) => cut(piece, budget))) {
    const size = estimateTokens(piece);
    if (tokens + size > budget) {
      packed.push(piece);
      tokens = size;
    } else {
      packed[packed.length - 1] += `${glue}${piece}`;
      tokens += size;
    }
  }
  return packed;
}

function cut(piece: string, budget: number): string[] {
  if (estimateTokens(piece) <= budget) return [piece];
  const sentences = sentencesOf(piece);
  if (sentences.length > 1) return pack(sentences, " ", budget);
  const words = piece.split(/\s+/).filter((word) => word !== "");
  if (words.length > 1) return pack(words, " ", budget);
  // No character is more than one token here.
  const characters = [...piece];
  const count = Math.ceil(characters.length / budget);
  return Array.from({ length: count }, (_, n) => characters.slice(n * budget, (n + 1) * budget).join(""));
}

/** Korean sentences mostly end in 다, 요 or 음 with a full stop. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?。！？…][)"'”’」』]?)\s+|\n+/).filter((sentence) => sentence.trim() !== "");
}
