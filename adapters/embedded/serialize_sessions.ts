import type { PGlite } from "@electric-sql/pglite";
import type { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/** Private, as in 0.2.17. */
interface Queue {
  enqueue(connection: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number>;
  clearQueueForHandler(connection: number): void;
}

/** A Parse that fails, which rolls back what had no Sync, then the Sync that ends error recovery. */
const GIVE_UP = new TextEncoder().encode("P\0\0\0\x09\0?\0\0\0S\0\0\0\x04");
const NO_OWNER = -1;
/** Parse, Bind, Describe, Execute, Close, Flush. */
const EXTENDED = new Set([..."PBDECH"].map((letter) => letter.charCodeAt(0)));

/**
 * PGlite has one session for all connections, and pglite-socket queues single messages: two Binds overwrite each
 * other's unnamed portal. So a connection's turn lasts until Sync, or the end of the transaction opened in it.
 */
export function serializeSessions(server: PGLiteSocketServer, db: PGlite): void {
  const queue = (server as unknown as { queryQueue: Queue }).queryQueue;
  const send = queue.enqueue.bind(queue);
  const clear = queue.clearQueueForHandler.bind(queue);
  const waiting: { connection: number; start: () => void }[] = [];
  let owner: number | null = null;
  let admitted = 0;

  const passOn = () => {
    owner = null;
    admitted = 0;
    const next = waiting[0];
    if (next === undefined) return;
    owner = next.connection;
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

function take<T>(entries: T[], matches: (entry: T) => boolean): T[] {
  const taken = entries.filter(matches);
  entries.splice(0, entries.length, ...entries.filter((entry) => !matches(entry)));
  return taken;
}
