import { basename, join } from "node:path";
import {
  ENDINGS,
  type ManualFile,
  manualFileAt,
  manualIdOf,
  reasonToSkip,
} from "../../adapters/files/manuals/manual_file.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export interface SkippedFile {
  readonly file: string;
  /** That of the manual it would be. */
  readonly manualId: string;
  readonly reason: string;
}

export interface FoundManuals {
  readonly files: readonly ManualFile[];
  readonly skipped: readonly SkippedFile[];
  readonly isFolders: boolean;
}

/** Recursive, in name order, without hidden files and links to folders. Throws `WrongSettings`. */
export async function findManuals(paths: readonly string[]): Promise<FoundManuals> {
  const found = await Promise.all(paths.map(filesAt));
  const files = found.flatMap(({ files }) => files);
  const skipped = found.flatMap(({ skipped }) => skipped);
  const byId = Map.groupBy(files, ({ manualId }) => manualId);
  const twice = [...byId].filter(([, those]) => new Set(those.map(({ path }) => path)).size > 1);
  if (twice.length > 0) {
    throw new WrongSettings(
      twice.map(([id, those]) =>
        `${
          those.map(({ path }) => path).join(" and ")
        } would both be the manual ${id}: rename one, or give it a manualId`
      ),
    );
  }
  if (files.length === 0) {
    throw new WrongSettings([`${paths.join(", ")}: no file there ends in ${ENDINGS}`]);
  }
  const isFolders = found.every(({ isFolder }) => isFolder);
  return { files: [...byId.values()].map(([file]) => file!), skipped, isFolders };
}

interface FoundAt {
  readonly files: ManualFile[];
  readonly skipped: SkippedFile[];
  readonly isFolder: boolean;
}

async function filesAt(path: string): Promise<FoundAt> {
  const found = await Deno.stat(path).catch((error) => {
    throw new WrongSettings([`${path} can't be read: ${error.message}`]);
  });
  if (!found.isDirectory) {
    const file = manualFileAt(path, basename(path));
    if (!file) throw new WrongSettings([`${path} can't be loaded: ${reasonToSkip(path)}`]);
    return { files: [file], skipped: [], isFolder: false };
  }
  const files: ManualFile[] = [];
  const skipped: SkippedFile[] = [];
  const walk = async (folder: string, within: string) => {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    for (const { name, isDirectory } of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
      if (name.startsWith(".")) continue;
      const inside = within === "" ? name : `${within}/${name}`;
      const full = join(folder, name);
      if (isDirectory) {
        await walk(full, inside);
        continue;
      }
      const file = manualFileAt(full, inside);
      if (file) files.push(file);
      else skipped.push({ file: full, manualId: manualIdOf(inside), reason: reasonToSkip(name) });
    }
  };
  await walk(path, "");
  return { files, skipped, isFolder: true };
}
