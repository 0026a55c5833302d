import { fromHtml } from "hast-util-from-html";
import { toMdast } from "hast-util-to-mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { type ReadManual, Unreadable } from "./read_manual.ts";

type Root = ReturnType<typeof fromHtml>;
type Node = Root["children"][number];
type Element = Extract<Node, { type: "element" }>;

/** As Markdown, with its headings, lists and tables. Of a picture the words in its place are kept. */
export function readHtml(html: string): ReadManual {
  refuseDeepElements(html);
  const tree = fromHtml(html);
  nameColumns(tree.children);
  const markdown = toMarkdown(
    toMdast(tree, {
      handlers: {
        img: (_, { properties: { alt } }) => alt ? { type: "text", value: String(alt) } : undefined,
      },
    }),
    { bullet: "-", extensions: [gfmToMarkdown({ tablePipeAlign: false })] },
  );
  const title = titleOf(tree.children)?.replace(/\s+/g, " ").trim().slice(0, 200);
  return { format: "markdown", text: markdown, ...(title && !/^#{1,6} /m.test(markdown) ? { title } : {}) };
}

/** The parser takes time by the square of the elements that are open. */
const DEEPEST = 500;
/** Those that need no end, or have none. */
const UNCLOSED =
  /^(?:p|li|dt|dd|option|optgroup|t[dhr]|thead|tbody|tfoot|colgroup|rt|rp|body|html|head|area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

function refuseDeepElements(html: string): void {
  let depth = 0;
  for (const [, end, name, own] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)(?:"[^"]*"|'[^']*'|[^"'>])*?(\/?)>/gi)) {
    if (own || UNCLOSED.test(name!)) continue;
    depth = end ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST) throw new Unreadable(`its elements are nested more than ${DEEPEST} deep`);
  }
}

/** Tables of Markdown have a head: the first row, where none is marked. */
function nameColumns(nodes: readonly Node[], table: Element | null = null): void {
  for (const node of nodes) {
    if (node.type !== "element") continue;
    if (node.tagName === "tr" && table) {
      for (const cell of node.children) if (cell.type === "element") cell.tagName = "th";
      return;
    }
    const isBare = node.tagName === "table" && !hasHead(node);
    nameColumns(node.children, isBare ? node : node.tagName === "table" ? null : table);
  }
}

function hasHead(table: Element): boolean {
  return table.children.some((node) => node.type === "element" && (node.tagName === "th" || hasHead(node)));
}

function titleOf(nodes: readonly Node[]): string | null {
  for (const node of nodes) {
    if (node.type !== "element") continue;
    if (node.tagName === "title") return node.children.map((child) => "value" in child ? child.value : "").join("");
    if (node.tagName === "html" || node.tagName === "head") return titleOf(node.children);
  }
  return null;
}
