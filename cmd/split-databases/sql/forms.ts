import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { readCatalog } from "../../../adapters/postgres/core/read_catalog.ts";
import { SCHEMA } from "./names.ts";

interface Form {
  readonly name: string;
  readonly definition: string;
  /** A foreign key's other end. */
  readonly toTable: string | null;
}

/** How these tables' columns, constraints and indexes are written, each under its name. */
export async function readForms(sql: SqlScope, tables: readonly string[]): Promise<Form[]> {
  if (tables.length === 0) return [];
  const entries = await readCatalog(sql, [SCHEMA]);
  return entries.filter(({ kind, of }) =>
    of !== null && tables.includes(of) && ["column", "constraint", "index"].includes(kind)
  ).map(({ kind, name, definition }) => ({
    name: `${name} (${kind})`,
    definition: canonicalForm(definition),
    toTable: /^FOREIGN KEY .* REFERENCES (?:public\.)?("(?:[^"]|"")+"|[^\s(]+)/.exec(definition)?.[1]
      ?.replace(/^"|"$/g, "").replaceAll('""', '"') ?? null,
  }));
}

/** What the new tables lack, or have otherwise. @param moved a foreign key to any other table is meant to be missing */
export function compareForms(old: readonly Form[], found: readonly Form[], moved: readonly string[]): string[] {
  const there = new Map(found.map(({ name, definition }) => [name, definition]));
  return old.filter(({ toTable }) => toTable === null || moved.includes(toTable)).flatMap(({ name, definition }) => {
    const own = there.get(name);
    if (own === definition) return [];
    return [own === undefined ? `${name} is missing` : `${name} is ${own}, in the old database ${definition}`];
  });
}

/** Without casts and brackets, which Postgres sets again when it reads a condition that it wrote. */
export function canonicalForm(definition: string): string {
  return definition.replaceAll(/::(character varying|text)(\[\])?|[()]/g, "");
}
