import { XMLParser } from "fast-xml-parser";
import { type ReadManual, Unreadable } from "./read_manual.ts";
import { unzip, xmlOf } from "./unzip.ts";

/** In document order: one name with its children, or a text. */
type Node = Readonly<Record<string, readonly Node[]>> & { readonly "#text"?: string };

const SECTION = /^Contents\/section(\d+)\.xml$/;

/** A line for each paragraph and each row of a table, as KS X 6101 orders them. Throws `Unreadable`. */
export async function readHwpx(bytes: Uint8Array<ArrayBuffer>): Promise<ReadManual> {
  const parts = [...await unzip(bytes, (name) => SECTION.test(name))];
  if (parts.length === 0) throw new Unreadable("it is no document of Hangul");
  const numbered = parts.map(([name, part]) => ({ number: Number(SECTION.exec(name)![1]), part }));
  const sections = numbered.sort((a, b) => a.number - b.number).map(({ part }) => paragraphsIn(parse(xmlOf(part))));
  return { format: "text", text: sections.map((lines) => lines.join("\n")).join("\n\n") };
}

function parse(xml: string): readonly Node[] {
  const parser = new XMLParser({
    preserveOrder: true,
    removeNSPrefix: true,
    ignoreAttributes: true,
    ignoreDeclaration: true,
    trimValues: false,
    parseTagValue: false,
  });
  try {
    return parser.parse(xml);
  } catch (error) {
    throw new Unreadable("a section of it is no intact XML", { cause: error });
  }
}

function paragraphsIn(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    const [name, children] = elementOf(node);
    if (name === "p") return linesOf(children);
    return name === "tbl" ? rowsOf(children) : paragraphsIn(children);
  });
}

/** What stands in boxes, notes and tables within a paragraph follows it. */
function linesOf(paragraph: readonly Node[]): string[] {
  let line = "";
  const behind: string[] = [];
  for (const [name, children] of paragraph.map(elementOf)) {
    if (name !== "run") continue;
    for (const inner of children) {
      const [part, content] = elementOf(inner);
      if (part === "t") line += textOf(content);
      else behind.push(...paragraphsIn([inner]));
    }
  }
  return line === "" && behind.length > 0 ? behind : [...line.split("\n"), ...behind];
}

function rowsOf(table: readonly Node[]): string[] {
  return table.map(elementOf).filter(([name]) => name === "tr").map(([, cells]) =>
    `| ${cells.map((cell) => paragraphsIn(elementOf(cell)[1]).join(" ").trim()).join(" | ")} |`
  );
}

function textOf(nodes: readonly Node[]): string {
  return nodes.map((node) => {
    if (typeof node["#text"] === "string") return node["#text"];
    const [name, children] = elementOf(node);
    return name === "lineBreak" ? "\n" : name === "tab" ? "\t" : name.endsWith("Space") ? " " : textOf(children);
  }).join("");
}

function elementOf(node: Node): [name: string, children: readonly Node[]] {
  const [name, children] = Object.entries(node).find(([key]) => key !== ":@" && key !== "#text") ?? ["", []];
  return [name, Array.isArray(children) ? children : []];
}
