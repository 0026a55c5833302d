import { extname } from "node:path";
import type { Format } from "../../../domain/store/manuals/manual.ts";
import { readFrontMatter } from "./read_front_matter.ts";

export interface ManualFile {
  readonly path: string;
  readonly manualId: string;
  readonly format: Format;
}

const FORMATS: Readonly<Record<string, Format>> = { ".md": "markdown", ".markdown": "markdown", ".txt": "text" };

/**
 * The manual that a file is by its name; `null` for one of another kind.
 *
 * @param within the file's path within the folder that was named, with "/"; the manual's id follows from it
 */
export function manualFileAt(path: string, within: string): ManualFile | null {
  const ending = extname(within);
  const format = FORMATS[ending.toLowerCase()];
  if (!format) return null;
  // macOS takes Korean syllables of file names apart.
  const name = within.slice(0, -ending.length).normalize("NFC");
  const manualId = name.replaceAll("/", ".").replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "-").replace(/^[^\p{L}\p{N}]+/u, "");
  return { path, manualId, format };
}

/** The fields of a manual's file, one store as a list of one, and its text. Throws `TypeError` for what is not UTF-8. */
export function readManualFile(bytes: Uint8Array<ArrayBuffer>): Readonly<Record<string, string | readonly string[]>> {
  const { fields: { stores, ...fields }, text } = readFrontMatter(
    new TextDecoder("utf-8", { fatal: true }).decode(bytes),
  );
  const list = stores === undefined ? {} : { stores: typeof stores === "string" ? [stores] : stores };
  return { ...fields, ...list, text };
}
