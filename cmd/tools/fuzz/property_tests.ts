import { listFiles } from "../architecture/list_files.ts";
import { readImports } from "../architecture/read_imports.ts";
import { findTests, type TestFiles } from "../test/find_tests.ts";

/** Test files that use fast-check, directly or by import, and need no engine. */
export async function propertyTests(root: string): Promise<TestFiles> {
  const importers = new Map<string, string[]>();
  for (const { from, file, package: name } of await readImports(root, await listFiles(root))) {
    const target = file ?? name!;
    importers.set(target, [...importers.get(target) ?? [], from]);
  }
  const reached = new Set(["fast-check"]);
  for (const target of reached) for (const from of importers.get(target) ?? []) reached.add(from);
  const { fast, rest } = await findTests(root);
  const isWanted = (file: string) => reached.has(file) && !/_(integration|component)_test\.ts$/.test(file);
  return { fast: fast.filter(isWanted), rest: rest.filter(isWanted) };
}
