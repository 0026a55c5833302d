import { CONTEXTS, FOLDERS_WITHIN_CONTEXT, layerOf, SHARED, TECHNOLOGIES } from "./rules.ts";
import type { Violation } from "./violation.ts";

/** Folders whose name is none of the words agreed on. `cmd` names processes as it likes. */
export function checkFolders(files: readonly string[]): Violation[] {
  const seen = new Set<string>();
  return files.flatMap((file) => {
    const layer = layerOf(file);
    const folders = file.split("/").slice(1, -1);
    return folders.flatMap((folder, depth) => {
      const path = `${layer}/${folders.slice(0, depth + 1).join("/")}`;
      const words = layer && allowedWords(layer, depth);
      if (!words || words.includes(folder) || seen.has(path)) return [];
      seen.add(path);
      const message = `the folder ${path} is named by none of: ${words.join(", ")}`;
      return [{ rule: "folder_name" as const, file, line: 1, message }];
    });
  });
}

function allowedWords(layer: string, depth: number): readonly string[] | undefined {
  if (layer === "adapters") return depth === 0 ? TECHNOLOGIES : undefined;
  if (layer === "cmd") return undefined;
  return depth === 0 ? [...CONTEXTS, SHARED] : FOLDERS_WITHIN_CONTEXT;
}
