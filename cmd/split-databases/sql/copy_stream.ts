import type { Readable, Writable } from "node:stream";
import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";

type RowSink = (bytes: Uint8Array) => Promise<void>;

/** Small enough to stay in the processor's cache, large enough that a write costs nothing against its bytes. */
const CHUNK_BYTES = 256 * 1024;
/** What COPY's binary format ends with: a row of -1 columns. */
const TRAILER = 0xffff;

/** A COPY that ended early without an error of the server. */
class CutShort extends Error {}

/** Returns the rows; waits for the sink. A stream without the final trailer was cut (PostgreSQL 16, 55.2.6). */
export async function copyOut(sql: SqlScope, statement: string, sink: RowSink): Promise<number> {
  const stream: Readable = await sql.unsafe(statement).readable();
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<void>();
  let messages = 0;
  let last: Uint8Array = new Uint8Array();
  let chunk = new Uint8Array(2 * CHUNK_BYTES);
  let length = 0;
  let sinking = Promise.resolve();
  let failure: unknown;

  const flush = () => {
    const full = chunk.subarray(0, length);
    chunk = new Uint8Array(2 * CHUNK_BYTES);
    length = 0;
    stream.pause();
    // What comes after a failure is read and dropped: the connection is of use again only at the end of the COPY.
    sinking = sinking.then(() => failure === undefined ? sink(full) : undefined)
      .catch((error) => failure ??= error)
      .then(() => void stream.resume());
  };
  stream.on("data", (message: Uint8Array) => {
    messages++;
    last = message;
    if (failure !== undefined) return;
    if (length > 0 && length + message.length > chunk.length) flush();
    if (message.length > chunk.length) chunk = new Uint8Array(message.length);
    chunk.set(message, length);
    length += message.length;
    if (length >= CHUNK_BYTES) flush();
  });
  stream.on("error", fail);
  stream.on("end", end);
  // postgres 3.4.9 stops reading from its socket while the stream is full, and goes on when the stream is read from; a
  // stream that was full when its last byte came is not read from again, and the connection would hang.
  await ended.finally(() => stream._read(0));
  const isWhole = last.length >= 2 && ((last.at(-2)! << 8) | last.at(-1)!) === TRAILER;
  if (!isWhole) failure ??= new CutShort("Cannot read all rows: the stream was cut short");
  if (length > 0) flush();
  await sinking;
  if (failure !== undefined) throw failure;
  return messages - 1;
}

/** The driver reports an error after the last byte only with the next statement: run one, and count the rows. */
export async function copyIn(
  sql: SqlScope,
  statement: string,
  rows: (sink: RowSink) => Promise<number>,
): Promise<number> {
  const stream: Writable = await sql.unsafe(statement).writable();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});
  stream.on("error", failed.reject);
  const sink: RowSink = (bytes) =>
    Promise.race([
      failed.promise,
      new Promise<void>((resolve, reject) => stream.write(bytes, (error) => error ? reject(error) : resolve())),
    ]);
  try {
    const count = await rows(sink);
    stream.end();
    // "finish" comes with the server's answer, and after an error never; what ends the COPY is on its way after a turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return count;
  } catch (error) {
    // Ends the COPY as failed, so that nothing of it is stored.
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}
