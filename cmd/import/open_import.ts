import { fileDigest } from "../../adapters/files/file_digest.ts";
import { tablesIn } from "../../adapters/files/orders/olist_tables.ts";
import { openOrderFile, type OrderFile } from "../../adapters/files/orders/order_file.ts";
import { UnusableFile } from "../../adapters/files/unusable_file.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import type { Rates } from "../../application/commerce/import/sold_line.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { ImportArguments } from "./arguments.ts";
import { ratesOf } from "./rates.ts";

interface OpenImport {
  readonly file: OrderFile;
  readonly rates: Rates;
  /** What only the file's owner can tell. */
  readonly questions: readonly string[];
}

/** Throws `WrongSettings` for a file that can't be used. */
export async function openImport(args: ImportArguments): Promise<OpenImport> {
  const { files, encoding, dates, zone, currency, map } = args;
  try {
    const file = await openOrderFile(files, { encoding, dates, zone, currency, map, digest: sha256, now: new Date() });
    const { rates, questions } = ratesOf(file.understood, args.rates);
    return { file, rates, questions: [...file.understood.questions, ...questions] };
  } catch (error) {
    if (error instanceof UnusableFile) throw new WrongSettings([error.message]);
    throw error;
  }
}

/** As {@link openImport}; a question is a refusal. */
export async function openAnswered(args: ImportArguments): Promise<OpenImport> {
  const opened = await openImport(args);
  if (opened.questions.length === 0) return opened;
  await opened.file.close();
  const { title } = opened.file.understood.profile;
  throw new WrongSettings(
    opened.questions.map((question) => `Cannot import ${args.files.join(", ")} (${title}): ${question}`),
  );
}

/** Of several files, of all; `null` for what can't be read twice. */
export async function digestOf(files: readonly string[]): Promise<string | null> {
  const [path = ""] = files;
  const all = files.length === 1 && (await Deno.stat(path)).isDirectory ? await tablesIn(path) : files;
  const digests = await Promise.all(all.map((file) => fileDigest(file)));
  if (digests.some((digest) => digest === null)) return null;
  return digests.length === 1 ? digests[0]! : sha256(digests.toSorted().join("\n"));
}
