import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text as a literal, for statements that take no parameter. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export const SCHEMA = "public";

/** The schema of what a new database remembers of its split; dropping it forgets the split. */
export const RECORD = "tillstream_split";

export function tableName(table: string): string {
  return `${quoted(SCHEMA)}.${quoted(table)}`;
}

export async function typesOf(sql: SqlScope, table: string, columns: readonly string[]): Promise<string[]> {
  const rows = await sql`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
    where a.attrelid = ${tableName(table)}::regclass and a.attname = any(${columns as string[]})`;
  const types = new Map(rows.map(({ name, type }) => [name as string, type as string]));
  return columns.map((name) => types.get(name)!);
}
