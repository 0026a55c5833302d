import { extname } from "node:path";
import type { Format } from "../../../domain/store/manuals/manual.ts";
import { readFrontMatter } from "./read_front_matter.ts";
import { decodeText } from "./readers/decode_text.ts";
import type { DocumentKind } from "./readers/read_document.ts";

export interface ManualFile {
  readonly path: string;
  readonly manualId: string;
  readonly kind: Format | DocumentKind;
}

const KINDS: Readonly<Record<string, ManualFile["kind"]>> = {
  ".md": "markdown",
  ".markdown": "markdown",
  ".txt": "text",
  ".html": "html",
  ".htm": "html",
  ".docx": "docx",
  ".hwpx": "hwpx",
  ".pdf": "pdf",
};
export const ENDINGS = ".md, .markdown, .txt, .html, .docx, .hwpx or .pdf";

const INSTEAD: Readonly<Record<string, string>> = {
  ".hwp": "the binary format of Hangul is not read: save it as .hwpx",
  ".doc": "the binary format of Word is not read: save it as .docx",
  ".odt": "it is not read: save it as .docx",
  ".rtf": "it is not read: save it as .docx",
};

/** `null` for another kind of file. @param within path in the named folder, with "/", that gives the manual's id */
export function manualFileAt(path: string, within: string): ManualFile | null {
  const kind = KINDS[extname(within).toLowerCase()];
  return kind === undefined ? null : { path, manualId: manualIdOf(within), kind };
}

export function manualIdOf(within: string): string {
  // macOS decomposes Korean syllables in file names.
  const name = within.slice(0, within.length - extname(within).length).normalize("NFC");
  return name.replaceAll("/", ".").replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "-").replace(/^[^\p{L}\p{N}]+/u, "");
}

export function reasonToSkip(path: string): string {
  return INSTEAD[extname(path).toLowerCase()] ?? `it does not end in ${ENDINGS}`;
}

export interface ReadFile {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

/** Throws `Unreadable`. */
export function readManualFile(bytes: Uint8Array<ArrayBuffer>): ReadFile {
  const { fields, unknown, text } = readFrontMatter(decodeText(bytes));
  const warning = `its front matter has ${unknown.join(", ")}, which ${
    unknown.length === 1 ? "means" : "mean"
  } nothing here`;
  return { fields: { ...fields, text }, warnings: unknown.length === 0 ? [] : [warning] };
}
