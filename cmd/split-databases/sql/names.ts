/** A name as Postgres wants it, whatever is in it: capitals, spaces, quotes, Hangul. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text as a literal, where no parameter can stand. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Where the tables of the product stand, in the old database and in the new ones. */
export const SCHEMA = "public";

export function tableName(table: string): string {
  return `${quoted(SCHEMA)}.${quoted(table)}`;
}
