import type { InvalidInput } from "../../../domain/shared/parse.ts";
import type { Refusal, Result } from "../../../domain/shared/result.ts";
import type { Rates } from "../import/sold_line.ts";
import type { SourceLine } from "./order_line.ts";

/** How a file is to be read, as its importer says, unparsed; the rest is found out from the file. */
export interface TermTexts {
  readonly encoding?: string | undefined;
  readonly dates?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly currency?: string | undefined;
  readonly map?: string | undefined;
  readonly rate?: string | undefined;
  /** Of the pound. */
  readonly rateKrw?: string | undefined;
}

export interface KeptFile {
  readonly path: string;
  /** The sender's own name of it, in words about it. */
  readonly name: string;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
}

export interface FileOfOrders {
  readonly profile: string;
  /** How it was understood: JSON, for people. */
  readonly understood: Readonly<Record<string, unknown>>;
  readonly rates: Rates;
  /** What only the file's owner can tell, and how. Without an answer its lines must not be imported. */
  readonly questions: readonly string[];
  /** May be read once; rejects with `CommandFailed` for a damaged file. Ending the loop closes the file. */
  readonly records: AsyncIterable<SourceLine>;
  close(): Promise<void>;
}

export interface UnusableFileRefused extends Refusal {
  readonly code: "unusable_file";
}

export interface OrderFiles {
  open(file: KeptFile, terms: TermTexts): Promise<Result<FileOfOrders, InvalidInput | UnusableFileRefused>>;
}
