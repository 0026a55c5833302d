import { CROSS_REFERENCES, placeOf, type Reference } from "../../domain/sourcing/placement.ts";
import type { Move } from "./move.ts";
import type { Catalog, ForeignKey } from "./shapes.ts";

/** The known ones, and the old foreign keys of one column that would cross databases. */
export function referencesOf({ tables, foreignKeys }: Catalog, moves: readonly Move[]): Reference[] {
  const moved = (table: string) => moves.find((move) => move.table === table);
  const hasColumn = (table: string, column: string) =>
    moved(table)?.columns.some(({ name }) => name === column) ??
      tables.some(({ name, columns }) => name === table && columns.some((found) => found.name === column));
  const known = CROSS_REFERENCES.filter(({ table, column, toTable, toColumn }) =>
    hasColumn(table, column) && hasColumn(toTable, toColumn)
  );
  const found = new Map(known.map((reference) => [`${reference.table}.${reference.column}`, reference]));
  for (const { table, columns: [column, ...more], toTable, toColumns: [toColumn] } of foreignKeys) {
    if (!column || !toColumn || more.length > 0) continue;
    for (const from of moves.filter(({ oldTable }) => oldTable === table)) {
      const to = moves.find(({ oldTable }) => oldTable === toTable);
      const name = from.columns.find(({ source }) => source === column)?.name;
      const toName = to?.columns.find(({ source }) => source === toColumn)?.name;
      if (!to || !name || !toName || from.database === to.database) continue;
      found.set(`${from.table}.${name}`, { table: from.table, column: name, toTable: to.table, toColumn: toName });
    }
  }
  return [...found.values()];
}

export function droppedKeysOf({ foreignKeys }: Catalog, moves: readonly Move[]): string[] {
  return moves.filter(({ made }) => made).flatMap((move) =>
    foreignKeys.filter((key) => key.table === move.oldTable && !staysWithin(key, move, moves)).map((key) =>
      `${key.name} of ${move.database}.${move.table} (${key.columns.join(", ")}) → ` +
      `${
        moves.find(({ oldTable }) => oldTable === key.toTable)?.database ?? placeOf(key.toTable) ?? "old"
      }.${key.toTable}`
    )
  );
}

/** Its other end is a table of the same new database. */
function staysWithin(key: Pick<ForeignKey, "toTable">, { database }: Move, moves: readonly Move[]): boolean {
  return moves.some((other) => other.oldTable === key.toTable && other.database === database);
}
