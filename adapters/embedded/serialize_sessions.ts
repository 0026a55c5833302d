import type { PGlite } from "@electric-sql/pglite";
import type { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/** The server's private queue, as in the pinned version 0.2.17. */
interface Queue {
  enqueue(connection: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number>;
  clearQueueForHandler(connection: number): void;
}

/** A Parse that fails, which rolls back what was executed without a Sync, then the Sync that ends error recovery. */
const GIVE_UP = new TextEncoder().encode("P\0\0\0\x09\0?\0\0\0S\0\0\0\x04");
/** The owner while the session of a closed connection is being cleaned up. */
const NO_OWNER = -1;
/** Parse, Bind, Describe, Execute, Close, Flush: the messages that precede a Sync. */
const EXTENDED = new Set([..."PBDECH"].map((letter) => letter.charCodeAt(0)));

/**
 * Lets each connection finish its exchange before another connection's messages reach the database.
 *
 * PGlite has one session for all connections, and pglite-socket queues single messages. Two connections that send Bind
 * and Execute at the same time overwrite each other's unnamed portal ("portal \"\" does not exist"), and one of them
 * hangs. A turn therefore lasts until Sync, or until the transaction that was opened in it has ended.
 */
export function serializeSessions(server: PGLiteSocketServer, db: PGlite): void {
  const queue = (server as unknown as { queryQueue: Queue }).queryQueue;
  const send = queue.enqueue.bind(queue);
  const clear = queue.clearQueueForHandler.bind(queue);
  const waiting: { connection: number; start: () => void }[] = [];
  let owner: number | null = null;
  /** Messages of the owner that were forwarded and have no answer yet. */
  let admitted = 0;

  const passOn = () => {
    owner = null;
    admitted = 0;
    const next = waiting[0];
    if (next === undefined) return;
    owner = next.connection;
    // All that this connection has sent in the meantime, in order.
    for (const { start } of take(waiting, (entry) => entry.connection === owner)) {
      admitted++;
      start();
    }
  };
  const turn = (connection: number): Promise<void> | undefined => {
    if (owner !== null && owner !== connection) return new Promise((start) => waiting.push({ connection, start }));
    owner = connection;
    admitted++;
  };

  queue.enqueue = async (connection, message, onData) => {
    await turn(connection);
    try {
      return await send(connection, message, onData);
    } finally {
      // Otherwise it has closed, and its session is being cleaned up.
      if (owner === connection) {
        admitted--;
        const open = admitted > 0 || EXTENDED.has(message[0]!) || db.isInTransaction();
        if (!open) passOn();
      }
    }
  };
  queue.clearQueueForHandler = (connection) => {
    clear(connection);
    take(waiting, (entry) => entry.connection === connection);
    if (owner !== connection) return;
    owner = NO_OWNER;
    db.runExclusive(() => db.execProtocolRaw(GIVE_UP))
      .then(() => db.isInTransaction() ? db.exec("rollback") : undefined)
      .catch(() => {})
      .finally(passOn);
  };
}

/** Removes and returns the entries that match. */
function take<T>(entries: T[], matches: (entry: T) => boolean): T[] {
  const taken = entries.filter(matches);
  entries.splice(0, entries.length, ...entries.filter((entry) => !matches(entry)));
  return taken;
}
