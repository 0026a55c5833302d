import { mapColumn } from "./map_column.ts";
import type { Fitting, MovedColumn } from "./move.ts";
import type { TableShape } from "./shapes.ts";

export function fitTable(from: TableShape, to: TableShape, { map, oldTimeZone }: Fitting) {
  const columns: MovedColumn[] = [];
  const conversions: string[] = [];
  const problems: string[] = [];
  const naive: string[] = [];
  const reads: string[] = [];
  const mapped = map?.tables[to.name];
  const strange = Object.keys(mapped?.columns ?? {}).filter((name) =>
    !to.columns.some((column) => column.name === name)
  );
  problems.push(...strange.map((name) => `${to.name} has no column ${name}, which the map names`));
  for (const column of to.columns) {
    const source = mapped?.columns[column.name] ?? null;
    if (column.generated) {
      reads.push(column.name);
      if (source) problems.push(`${to.name}.${column.name} is generated: no map can fill it`);
      continue;
    }
    const hasOld = from.columns.some(({ name }) => name === column.name);
    if (!source && !hasOld) {
      if (column.optional) continue;
      problems.push(`${to.name}.${column.name} must have a value, and the old table has no such column`);
      continue;
    }
    const found = mapColumn(from, { table: to.name, column }, { source, oldTimeZone });
    if ("problem" in found) {
      problems.push(found.problem);
      if (hasOld) reads.push(column.name);
      continue;
    }
    columns.push(found.column);
    if (found.conversion !== null) conversions.push(found.conversion);
    if (found.naive) naive.push(`${to.name}.${column.name}`);
    reads.push(...found.reads);
  }
  return { columns, conversions, problems, naive, reads };
}

/** The new primary key, where it comes from the old one; otherwise empty. */
export function keyOf(from: TableShape, to: TableShape, columns: readonly MovedColumn[]): readonly string[] {
  const sources = to.key.map((name) => columns.find((column) => column.name === name)?.source ?? null);
  return JSON.stringify(sources) === JSON.stringify(from.key) ? to.key : [];
}
