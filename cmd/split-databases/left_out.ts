import type { LeftOut } from "../../domain/sourcing/certificate.ts";
import { HISTORIES_OF_MIGRATIONS, placeOf } from "../../domain/sourcing/placement.ts";
import type { Fitting, Move } from "./move.ts";
import type { Catalog } from "./shapes.ts";

interface Leaving {
  /** Of each old table, the columns that some new one takes. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  readonly fitting: Fitting;
}

/** What the old database has and no new one takes. */
export function leftOutOf(
  old: Catalog,
  moves: readonly Move[],
  { reads, fitting: { map, places } }: Leaving,
): LeftOut[] {
  const leaving = ({ kind, name }: LeftOut, ignored = map?.ignore.includes(name)): LeftOut =>
    ignored ? { kind, name, ignored } : { kind, name };
  const ignoredIn = (table: string) =>
    Object.entries(map?.tables ?? {}).filter(([ours, { from }]) => (from ?? ours) === table)
      .flatMap(([, { ignore }]) => ignore);
  const columns = old.tables.flatMap(({ name, columns }) => {
    const taken = reads.get(name);
    return columns.filter((column) => taken && !taken.has(column.name)).map((column) =>
      leaving({ kind: "column", name: `${name}.${column.name}` }, ignoredIn(name).includes(column.name))
    );
  });
  // A table of a database that is not filled now is not left behind.
  const tables = old.tables.filter(({ name }) =>
    !reads.has(name) && !HISTORIES_OF_MIGRATIONS.includes(name) &&
    (map?.ignore.includes(name) || (placeOf(name) ?? places[name] ?? null) === null)
  ).map(({ name }) => leaving({ kind: "table", name }));
  const made = moves.filter(({ made }) => made).map(({ oldTable }) => oldTable);
  const sequences = old.tables.filter(({ name }) => made.includes(name)).flatMap(({ sequences }) => sequences);
  const others = old.others.filter(({ kind, name }) => kind !== "sequence" || !sequences.includes(name))
    .map((other) => leaving(other));
  return [...columns, ...tables, ...others];
}
