import type { Rates } from "../../../application/commerce/import/sold_line.ts";
import { sha256 } from "../../system/sha256.ts";
import type { ImportTerms } from "./import_terms.ts";
import { openOrderFile, type OrderFile } from "./order_file.ts";
import { ratesOf } from "./rates.ts";

export interface ImportFile {
  readonly file: OrderFile;
  readonly rates: Rates;
  /** What only the file's owner can tell. */
  readonly questions: readonly string[];
}

/** Throws `UnusableFile`. */
export async function openImportFile(paths: readonly string[], terms: ImportTerms): Promise<ImportFile> {
  const { encoding, dates, zone, currency, map, rates: given } = terms;
  const file = await openOrderFile(paths, { encoding, dates, zone, currency, map, digest: sha256, now: new Date() });
  const { rates, questions } = ratesOf(file.understood, given);
  return { file, rates, questions: [...file.understood.questions, ...questions] };
}
