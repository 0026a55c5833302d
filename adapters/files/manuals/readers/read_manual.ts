import type { Format } from "../../../../domain/store/manuals/manual.ts";

export interface ReadManual {
  readonly format: Format;
  readonly text: string;
  /** Of a page whose text has no heading. */
  readonly title?: string;
}

/** What a text or document is, or has, that it can't be read for, as the end of a sentence. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}
