import { basename, join } from "node:path";
import { type ManualFile, manualFileAt } from "../../adapters/files/manuals/manual_file.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

/** Recursive, in name order, without hidden files and links to folders. Throws `WrongSettings`. */
export async function findManuals(paths: readonly string[]): Promise<ManualFile[]> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
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
    throw new WrongSettings([`${paths.join(", ")}: no file there ends in .md, .markdown or .txt`]);
  }
  return [...byId.values()].map(([file]) => file!);
}

async function filesAt(path: string): Promise<ManualFile[]> {
  const found = await Deno.stat(path).catch((error) => {
    throw new WrongSettings([`${path} can't be read: ${error.message}`]);
  });
  if (!found.isDirectory) {
    const file = manualFileAt(path, basename(path));
    if (!file) throw new WrongSettings([`${path} is no manual: expected a file that ends in .md, .markdown or .txt`]);
    return [file];
  }
  const files: ManualFile[] = [];
  const walk = async (folder: string, within: string) => {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    for (const { name, isDirectory } of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
      if (name.startsWith(".")) continue;
      const inside = within === "" ? name : `${within}/${name}`;
      if (isDirectory) await walk(join(folder, name), inside);
      else files.push(...[manualFileAt(join(folder, name), inside)].filter((file) => file !== null));
    }
  };
  await walk(path, "");
  return files;
}
