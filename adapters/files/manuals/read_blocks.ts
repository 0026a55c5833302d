import type { ReadBlocks } from "../../../application/store/ports/manuals.ts";
import { readPlainText } from "../../../domain/store/manuals/read_plain_text.ts";
import { readMarkdown } from "./read_markdown.ts";

export const readBlocks: ReadBlocks = (text, format) =>
  format === "markdown" ? readMarkdown(text) : readPlainText(text);
