import type { Import } from "./read_imports.ts";
import type { Violation } from "./violation.ts";

/** Files that import themselves through others, including types and dynamic imports; each with its shortest cycle. */
export function checkCircles(imports: readonly Import[]): Violation[] {
  const graph = new Map<string, Import[]>();
  for (const each of imports) {
    if (each.file !== undefined) graph.set(each.from, [...graph.get(each.from) ?? [], each]);
  }
  return [...graph.keys()].flatMap((from) => {
    const circle = shortestCircle(graph, from);
    if (circle === null) return [];
    const message = `${from} imports itself: ${circle.map(({ file }) => file).join(" → ")}`;
    return [{ rule: "import_circle" as const, file: from, line: circle[0]!.line, message }];
  });
}

function shortestCircle(graph: ReadonlyMap<string, readonly Import[]>, start: string): Import[] | null {
  const cameBy = new Map<string, Import>();
  const queue = [start];
  for (const from of queue) {
    for (const each of graph.get(from) ?? []) {
      const file = each.file!;
      if (cameBy.has(file)) continue;
      cameBy.set(file, each);
      if (file === start) return pathTo(start, cameBy);
      queue.push(file);
    }
  }
  return null;
}

function pathTo(start: string, cameBy: ReadonlyMap<string, Import>): Import[] {
  const path: Import[] = [];
  let file = start;
  do {
    const each = cameBy.get(file)!;
    path.unshift(each);
    file = each.from;
  } while (file !== start);
  return path;
}
