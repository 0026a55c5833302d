import type { Writable } from "node:stream";
import type { Columns } from "./columns.ts";
import type { SqlScope } from "./connect.ts";

const CHUNK_CHARACTERS = 262_144;

/** Rows in COPY's text format, a quarter of a million characters at a time. */
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
 * Writes rows by COPY, the fastest way into Postgres. It can't say whether they were stored, since this driver does not:
 * an error of the server makes the surrounding transaction's next statement fail, and nothing else. The caller has to run
 * one.
 */
export async function copyRows<T extends object>(
  sql: SqlScope,
  { name, list }: Columns<T> & { readonly name: string },
  chunks: Iterable<string>,
): Promise<void> {
  // Without parameters, so that it goes as a simple query: COPY has no place in the extended protocol.
  const stream: Writable = await sql.unsafe(`copy ${name} (${list}) from stdin`).writable();
  // The driver destroys it when the server refuses a row, or the connection is lost. The next statement throws for both.
  stream.on("error", () => {});
  for (const chunk of chunks) {
    if (stream.destroyed) return;
    await new Promise<void>((resolve) => stream.write(chunk, () => resolve()));
  }
  if (stream.destroyed) return;
  // "finish" comes with the server's answer, and after an error only with that to the next statement: waiting for it here
  // could wait for ever.
  stream.end();
  await new Promise((resolve) => setTimeout(resolve, 0));
}
