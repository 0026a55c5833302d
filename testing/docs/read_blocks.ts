/** A fenced block of a Markdown page. */
export interface Block {
  /** Of the opening fence, counted from 1. */
  readonly line: number;
  /** The words after the fence: the language and what follows it. */
  readonly info: readonly string[];
  readonly text: string;
  /** Whether only blank lines are between this block and the one before. */
  readonly followsBlock: boolean;
}

/** The fenced blocks of a page, in order. Throws an error with the line of a fence that is never closed. */
export function readBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; info: string[]; text: string[]; followsBlock: boolean } | null = null;
  let followsBlock = false;
  for (const [index, line] of markdown.split("\n").entries()) {
    if (open) {
      if (line.trimEnd() === "```") {
        blocks.push({ ...open, text: open.text.join("\n") });
        open = null;
        followsBlock = true;
      } else open.text.push(line);
    } else if (line.startsWith("```")) {
      const info = line.slice(3).trim().split(/\s+/).filter((word) => word !== "");
      open = { line: index + 1, info, text: [], followsBlock };
    } else if (line.trim() !== "") followsBlock = false;
  }
  if (open) throw new Error(`Cannot read the page: the block of line ${open.line} is never closed`);
  return blocks;
}

/** A page without its fenced blocks and code spans; the lines keep their numbers. */
export function proseOf(markdown: string): string {
  const lines = markdown.split("\n");
  for (const { line, text } of readBlocks(markdown)) {
    const rows = text.split("\n").length + 2;
    lines.fill("", line - 1, line - 1 + rows);
  }
  return lines.join("\n").replaceAll(/`[^`\n]+`/g, "");
}
