import type { Writable } from "node:stream";
import type { Columns } from "./columns.ts";
import type { SqlScope } from "./connect.ts";

const CHUNK_CHARACTERS = 262_144;

/** In COPY's text format, a quarter of a million characters at a time. */
export function* copyChunks<T extends object>(columns: Columns<T>, values: Iterable<T>): Generator<string> {
  let chunk = "";
  for (const value of values) {
    chunk += columns.toCopyLine(value);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

/**
 * Writes rows by COPY. The driver hides its errors: they only make the transaction's next statement fail, and the
 * caller has to run one.
 */
export async function copyRows<T extends object>(
  sql: SqlScope,
  { name, list }: Columns<T> & { readonly name: string },
  chunks: Iterable<string>,
): Promise<void> {
  // COPY has no place in the extended protocol; without parameters it is a simple query.
  const stream: Writable = await sql.unsafe(`copy ${name} (${list}) from stdin`).writable();
  // A refused row or a lost connection; the next statement throws for both.
  stream.on("error", () => {});
  for (const chunk of chunks) {
    if (stream.destroyed) return;
    await new Promise<void>((resolve) => stream.write(chunk, () => resolve()));
  }
  if (stream.destroyed) return;
  // After an error, "finish" comes only with the answer to the next statement: do not wait for it.
  stream.end();
  await new Promise((resolve) => setTimeout(resolve, 0));
}
