import { fromMarkdown } from "mdast-util-from-markdown";
import { markdownParts } from "./markdown_parts.ts";
import { Unreadable } from "./readers/read_manual.ts";
import type { Block } from "../../../domain/store/manuals/block.ts";

type Node = ReturnType<typeof fromMarkdown>["children"][number];
type Inline = {
  readonly type?: string;
  readonly value?: string;
  readonly alt?: string | null;
  readonly children?: readonly unknown[];
};

/** What stands within paragraphs is kept as source: reading it takes time by the square of their length. */
const BLOCKS_ONLY = {
  disable: {
    null: [
      ...["attention", "autolink", "characterEscape", "characterReference", "codeText", "hardBreakEscape", "htmlText"],
      ...["labelStartImage", "labelStartLink", "labelEnd"],
    ],
  },
};
/** Characters of a heading that is read with its markup; a longer one keeps it. */
const LONGEST_HEADING = 1_000;

/** @param check called between parts; what it throws ends the reading. Throws `Unreadable`. */
export function readMarkdown(file: string, check: () => void = () => {}): Block[] {
  // The parser drops it, and its offsets are then off by one.
  const text = file.replace(/^\ufeff/, "");
  refuseDeepNesting(text);
  const blocks: Block[] = [];
  for (const part of markdownParts(text)) {
    check();
    const { children } = fromMarkdown(part, { extensions: [BLOCKS_ONLY] });
    for (const node of children) blocks.push(...blocksOf(node, sourceOf(node, part)));
  }
  return blocks;
}

function blocksOf(node: Node, source: string): Block[] {
  switch (node.type) {
    case "heading":
      return headingOf(node.depth, source);
    case "thematicBreak":
      return [];
    case "list":
    case "code":
      return [{ type: node.type, text: source }];
    default:
      return [{ type: isTable(source) ? "table" : "prose", text: source }];
  }
}

/** The address of a link is body: a heading is read without its markup. */
function headingOf(depth: number, source: string): Block[] {
  const bare = source.replace(/^ {0,3}#{1,6}[ \t]*/, "").replace(/[ \t]+#+[ \t]*$/, "")
    .replace(/\n[ \t]*(=+|-+)[ \t]*$/, "");
  const hasMarkup = /[*_`[\]<>&\\]/.test(bare) && source.length <= LONGEST_HEADING;
  const read = hasMarkup ? fromMarkdown(source).children.map(textOf).join(" ") : bare;
  const title = read.replace(/\s+/g, " ").trim();
  if (title === "") return bare.trim() === "" ? [] : [{ type: "prose", text: bare.trim() }];
  const heading: Block = { type: "heading", depth, text: title };
  return wordsOf(bare) === wordsOf(title) ? [heading] : [heading, { type: "prose", text: bare.trim() }];
}

function sourceOf({ position }: Node, text: string): string {
  return text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

function textOf(node: unknown): string {
  const { type, value, alt, children } = node as Inline;
  if (type === "break") return " ";
  return value ?? alt ?? (children ?? []).map(textOf).join("");
}

function wordsOf(text: string): string {
  return (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join("");
}

/** CommonMark reads tables as a paragraph: they are known by the row under their head. */
function isTable(source: string): boolean {
  const [head = "", rule = ""] = source.split("\n", 2);
  return head.includes("|") && rule.includes("-") && /^[\s|:-]*$/.test(rule);
}

/** Quotes and lists in each other; reading a line takes time by the square of their number. */
const DEEPEST = 50;

function refuseDeepNesting(text: string): void {
  for (const [index, line] of text.split("\n").entries()) {
    const marks = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/.exec(line)?.[0];
    if (marks === undefined) continue;
    const indent = /^[ \t]*/.exec(line)![0].length;
    const depth = (marks.match(/>|[-+*]|[.)]/g) ?? []).length + Math.floor(indent / 2);
    if (depth > DEEPEST) {
      throw new Unreadable(
        `its line ${index + 1} is in ${depth} levels of quotes and lists, expected at most ${DEEPEST}`,
      );
    }
  }
}
