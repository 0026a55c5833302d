import type { Block } from "./block.ts";
import { openingOf } from "./text_opening.ts";

const TITLE_DEPTH = 0;
/** A longer line is a sentence, not a title. */
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
  let article = 0;
  for (const [index, raw] of lines.entries()) {
    if (title !== null && index <= title) continue;
    const line = raw.trim();
    if (line === "") {
      endParagraph();
      continue;
    }
    const isApart = index === 0 || lines[index - 1]!.trim() === "";
    const before = paragraph.at(-1)?.trim() ?? "";
    const opening = openingOf(line, { isApart, before, after: lines[index + 1]?.trim() ?? "", article });
    if (opening === null) {
      paragraph.push(raw.trimEnd());
      continue;
    }
    endParagraph();
    blocks.push({ type: "heading", depth: opening.depth, text: opening.title });
    if (opening.rest !== "") paragraph.push(opening.rest);
    article = opening.article ?? article;
  }
  endParagraph();
  return blocks;
}

function titleOf(lines: readonly string[]): number | null {
  const first = lines.findIndex((line) => line.trim() !== "");
  const line = lines[first]?.trim() ?? "";
  const standsApart = lines[first + 1]?.trim() === "" && lines.slice(first + 1).some((other) => other.trim() !== "");
  const isTitle = standsApart && line.length <= LONGEST_TITLE && !/[.!?:。]$/.test(line) &&
    openingOf(line, { isApart: true, before: "", after: "", article: 0 }) === null;
  return isTitle ? first : null;
}

function isList(lines: readonly string[]): boolean {
  return lines.length > 1 && lines.every((line) => /^\s*([-*•·※○●▪]|\d{1,3}[.)]|[①-⑳]|[가-하][.)])\s*\S/.test(line));
}
