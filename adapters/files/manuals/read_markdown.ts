import { fromMarkdown } from "mdast-util-from-markdown";
import type { Block } from "../../../domain/store/manuals/block.ts";

type Node = ReturnType<typeof fromMarkdown>["children"][number];
type Inline = { readonly value?: string; readonly alt?: string | null; readonly children?: readonly unknown[] };

/** The row under a table's head; CommonMark reads tables as a paragraph. */
const TABLE = /^[^\n]*\|[^\n]*\n\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*(\n|$)/;

export function readMarkdown(text: string): Block[] {
  return fromMarkdown(text).children.flatMap((node) => blockOf(node, sourceOf(node, text)));
}

function blockOf(node: Node, source: string): Block[] {
  switch (node.type) {
    case "heading": {
      const title = textOf(node).replace(/\s+/g, " ").trim();
      return title === "" ? [] : [{ type: "heading", depth: node.depth, text: title }];
    }
    case "thematicBreak":
      return [];
    case "list":
    case "code":
      return [{ type: node.type, text: source }];
    default:
      return [{ type: TABLE.test(source) ? "table" : "prose", text: source }];
  }
}

function sourceOf({ position }: Node, text: string): string {
  return text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

function textOf(node: unknown): string {
  const { value, alt, children } = node as Inline;
  return value ?? alt ?? (children ?? []).map(textOf).join("");
}
