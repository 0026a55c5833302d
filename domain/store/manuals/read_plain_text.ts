import type { Block } from "./block.ts";

const OPENINGS: readonly { readonly depth: number; readonly pattern: RegExp }[] = [
  { depth: 1, pattern: /^제\s*\d+\s*편(\s|$)/ },
  { depth: 2, pattern: /^(제\s*\d+\s*장|(chapter|part)\s+(\d+|[ivxlc]+)\b|부\s*칙|별\s*표|appendix\b)/i },
  { depth: 3, pattern: /^(제\s*\d+\s*절|section\s+\d+)/i },
  { depth: 4, pattern: /^(제\s*\d+\s*조(의\s*\d+)?|article\s+\d+)/i },
];
/** "3. 마감", "1.2 냉장고". */
const NUMBERED = /^(\d{1,3}(?:\.\d{1,3})*)[.)]?\s+\S/;
const NUMBERED_DEPTH = 4;
const TITLE_DEPTH = 0;
/** A longer line is a sentence that begins with a number, not a title. */
const LONGEST_TITLE = 80;

/** By 편, 장, 절 and 조 of Korean rules, chapters, sections and articles, and numbered titles ("1.2 냉장고"). */
export function readPlainText(text: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ type: isList(paragraph) ? "list" : "prose", text: paragraph.join("\n") });
    paragraph = [];
  };
  const lines = text.split("\n");
  const title = titleOf(lines);
  if (title !== null) blocks.push({ type: "heading", depth: TITLE_DEPTH, text: lines[title]!.trim() });
  for (const [index, raw] of lines.entries()) {
    if (title !== null && index <= title) continue;
    const line = raw.trim();
    if (line === "") {
      endParagraph();
      continue;
    }
    const opening = openingOf(line, index === 0 || lines[index - 1]!.trim() === "");
    if (opening === null) {
      paragraph.push(raw.trimEnd());
      continue;
    }
    endParagraph();
    blocks.push({ type: "heading", depth: opening.depth, text: opening.title });
    if (opening.rest !== "") paragraph.push(opening.rest);
  }
  endParagraph();
  return blocks;
}

function titleOf(lines: readonly string[]): number | null {
  const first = lines.findIndex((line) => line.trim() !== "");
  const line = lines[first]?.trim() ?? "";
  const standsApart = lines[first + 1]?.trim() === "" && lines.slice(first + 1).some((other) => other.trim() !== "");
  const isTitle = standsApart && line.length <= LONGEST_TITLE && !/[.!?:。]$/.test(line) &&
    openingOf(line, true) === null;
  return isTitle ? first : null;
}

interface Opening {
  readonly depth: number;
  readonly title: string;
  readonly rest: string;
}

/** @param isApart whether an empty line precedes: true for a numbered title, false within a list */
function openingOf(line: string, isApart: boolean): Opening | null {
  const known = OPENINGS.find(({ pattern }) => pattern.test(line));
  if (known) {
    // "제5조(환불) ① 고객은 …": the rule begins on the line of its title.
    const [, title, rest] = /^(제\s*\d+\s*조(?:의\s*\d+)?\s*[(（【[][^)）】\]]{1,60}[)）】\]])\s*(.*)$/.exec(line) ??
      [];
    if (title !== undefined) return { depth: known.depth, title, rest: rest! };
    return line.length <= LONGEST_TITLE ? { depth: known.depth, title: line, rest: "" } : null;
  }
  const number = NUMBERED.exec(line)?.[1];
  if (number === undefined || !isApart || line.length > LONGEST_TITLE || /[.!?。]$/.test(line)) return null;
  return { depth: NUMBERED_DEPTH + number.split(".").length, title: line, rest: "" };
}

function isList(lines: readonly string[]): boolean {
  return lines.length > 1 && lines.every((line) => /^\s*([-*•·※○●▪]|\d{1,3}[.)]|[①-⑳]|[가-하][.)])\s*\S/.test(line));
}
