import { fileDigest } from "../../adapters/files/file_digest.ts";
import { type ImportFile, openImportFile } from "../../adapters/files/orders/import_file.ts";
import { tablesIn } from "../../adapters/files/orders/olist_tables.ts";
import { UnusableFile } from "../../adapters/files/unusable_file.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { ImportArguments } from "./arguments.ts";

/** Throws `WrongSettings` for a file that can't be used. */
export async function openImport(args: ImportArguments): Promise<ImportFile> {
  try {
    return await openImportFile(args.files, args);
  } catch (error) {
    if (error instanceof UnusableFile) throw new WrongSettings([error.message]);
    throw error;
  }
}

/** As {@link openImport}; a question is a refusal. */
export async function openAnswered(args: ImportArguments): Promise<ImportFile> {
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
