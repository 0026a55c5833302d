import type { Block } from "./block.ts";

/** Characters. Every passage of a section repeats its headings: a longer one is shortened, and is text as well. */
const LONGEST_HEADING = 200;

export interface Section {
  readonly headings: readonly string[];
  readonly blocks: Exclude<Block, { type: "heading" }>[];
  /** What stands above the consecutive headings, with nothing below them, that this section is made of. */
  readonly headingsUnder?: Heading | null;
}

interface Heading {
  readonly depth: number;
  readonly text: string;
}

/** Each block belongs to the nearest heading above; no heading is left out. */
export function sectionsOf(title: string, blocks: readonly Block[]): Section[] {
  const pathOf = (open: readonly Heading[]) => {
    const path = open.map(({ text }) => text);
    return path[0] === title ? path : [title, ...path];
  };
  const sections: Section[] = [];
  let open: Heading[] = [];
  let section: Section = { headings: [title], blocks: [] };
  for (const block of blocks) {
    if (block.type !== "heading") {
      section.blocks.push(block);
      continue;
    }
    const above = open.filter(({ depth }) => depth < block.depth);
    if (above.length < open.length) keep(section, open, pathOf, sections);
    else if (section.blocks.length > 0) sections.push(section);
    const { short, whole } = shorten(block);
    open = [...above, short];
    section = { headings: pathOf(open), blocks: whole };
  }
  keep(section, open, pathOf, sections);
  return sections;
}

/** A section that nothing belongs to is a line of the section of its neighbours. */
function keep(
  section: Section,
  open: readonly Heading[],
  pathOf: (open: readonly Heading[]) => string[],
  sections: Section[],
): void {
  if (section.blocks.length > 0) {
    sections.push(section);
    return;
  }
  const own = open.at(-1);
  if (!own) return;
  const headings = pathOf(open.slice(0, -1));
  const above = open.at(-2) ?? null;
  const last = sections.at(-1);
  const line: Section["blocks"][number] = { type: "list", text: own.text };
  if (last?.headingsUnder === above) last.blocks.push(line);
  else sections.push({ headings, blocks: [line], headingsUnder: above });
}

function shorten({ depth, text }: Heading): { readonly short: Heading; readonly whole: Section["blocks"] } {
  if (text.length <= LONGEST_HEADING) return { short: { depth, text }, whole: [] };
  const start = text.slice(0, LONGEST_HEADING - 1).replace(/[\ud800-\udbff]$/, "");
  return { short: { depth, text: `${start}…` }, whole: [{ type: "prose", text }] };
}
