import { extname } from "node:path";
import type { Format } from "../../../domain/store/manuals/manual.ts";
import { readFrontMatter } from "./read_front_matter.ts";

export interface ManualFile {
  readonly path: string;
  readonly manualId: string;
  readonly format: Format;
}

const FORMATS: Readonly<Record<string, Format>> = { ".md": "markdown", ".markdown": "markdown", ".txt": "text" };

/** `null` for another kind of file. @param within path in the named folder, with "/", that gives the manual's id */
export function manualFileAt(path: string, within: string): ManualFile | null {
  const ending = extname(within);
  const format = FORMATS[ending.toLowerCase()];
  if (!format) return null;
  // macOS decomposes Korean syllables in file names.
  const name = within.slice(0, -ending.length).normalize("NFC");
  const manualId = name.replaceAll("/", ".").replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "-").replace(/^[^\p{L}\p{N}]+/u, "");
  return { path, manualId, format };
}

/** One store becomes a list of one. Throws `TypeError` for what is not UTF-8. */
export function readManualFile(bytes: Uint8Array<ArrayBuffer>): Readonly<Record<string, string | readonly string[]>> {
  const { fields: { stores, ...fields }, text } = readFrontMatter(
    new TextDecoder("utf-8", { fatal: true }).decode(bytes),
  );
  const list = stores === undefined ? {} : { stores: typeof stores === "string" ? [stores] : stores };
  return { ...fields, ...list, text };
}
