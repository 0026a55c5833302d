import { CONTEXTS, FOLDERS_WITHIN_CONTEXT, isTest, layerOf, MOST_FILES, SHARED, TECHNOLOGIES } from "./rules.ts";
import type { Violation } from "./violation.ts";

/** `cmd` names processes freely. */
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

export function checkFolderSizes(files: readonly string[]): Violation[] {
  const folders = Map.groupBy(files.filter((file) => !isTest(file)), (file) => file.slice(0, file.lastIndexOf("/")));
  return [...folders].filter(([, inside]) => inside.length > MOST_FILES).map(([folder, inside]) => ({
    rule: "folder_too_full" as const,
    file: folder,
    line: 1,
    message: `${inside.length} files, ${MOST_FILES} at most: it asks for a second floor`,
  }));
}
