import { checkCircles } from "./check_circles.ts";
import { checkFolders, checkFolderSizes } from "./check_folders.ts";
import { checkImports } from "./check_imports.ts";
import { checkMains } from "./check_mains.ts";
import { checkPurity } from "./check_purity.ts";
import { listFiles } from "./list_files.ts";
import { readImports } from "./read_imports.ts";
import { LAYERS } from "./rules.ts";
import type { Violation } from "./violation.ts";

interface ArchitectureReport {
  readonly files: number;
  readonly imports: number;
  readonly violations: readonly Violation[];
}

/** A layer without files is a violation too: rules that match nothing always hold. */
export async function checkArchitecture(root: string): Promise<ArchitectureReport> {
  const files = await listFiles(root);
  const empty = LAYERS.filter((layer) => !files.some((file) => file.startsWith(`${layer}/`)));
  const imports = await readImports(root, files);
  const violations: Violation[] = [
    ...empty.map((layer) => ({
      rule: "layer_empty" as const,
      file: layer,
      line: 1,
      message: "no file in this layer: the rules about it would be kept by nothing",
    })),
    ...checkImports(imports),
    ...checkCircles(imports),
    ...checkFolders(files),
    ...checkFolderSizes(files),
    ...await checkMains(root, files),
    ...await checkPurity(root, files),
  ];
  return { files: files.length, imports: imports.length, violations };
}
