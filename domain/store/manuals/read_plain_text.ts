import type { Block } from "./block.ts";
import { LONGEST_TITLE, type Neighbours, openingOf } from "./text_opening.ts";

const TITLE_DEPTH = 0;
/** Of a line by itself, whatever stands around it. */
const ALONE: Neighbours = { isApart: true, before: "", after: "", article: 0 };
/** Below the title of a published law: "[시행 2025. 10. 23.] [법률 제20520호, …]". */
const ISSUED = /^\[(?:시행|제정|개정|일부개정|전부개정|법률|대통령령)/;

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
  const next = lines[first + 1]?.trim() ?? "";
  const standsApart = next === ""
    ? lines.slice(first + 1).some((other) => other.trim() !== "")
    : ISSUED.test(next) || isArticle(next);
  const isTitle = standsApart && line.length <= LONGEST_TITLE && !/[.!?:。]$/.test(line) &&
    openingOf(line, ALONE) === null;
  return isTitle ? first : null;
}

/** An article, or the part of the text that it is in: what a title may stand above without an empty line. */
function isArticle(line: string): boolean {
  return /^(?:제|chapter|article|section)/i.test(line) &&
    openingOf(line, ALONE) !== null;
}

function isList(lines: readonly string[]): boolean {
  return lines.length > 1 && lines.every((line) => /^\s*([-*•·※○●▪]|\d{1,3}[.)]|[①-⑳]|[가-하][.)])\s*\S/.test(line));
}
