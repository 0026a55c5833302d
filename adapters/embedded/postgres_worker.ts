/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { serializeSessions } from "./serialize_sessions.ts";
import type { FromWorker, ToWorker } from "./start_postgres.ts";

/** The server's default is one. */
const MAX_CONNECTIONS = 100;

let stop = () => Promise.resolve();

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "stop") {
    await stop();
    answer({ type: "stopped" });
    return self.close();
  }
  try {
    const db = await PGlite.create({ ...(data.folder ? { dataDir: data.folder } : {}), extensions: { vector } });
    const server = new PGLiteSocketServer({ db, ...listeningAt(data.socket), maxConnections: MAX_CONNECTIONS });
    serializeSessions(server, db);
    await server.start();
    stop = async () => {
      await server.stop();
      await db.close();
    };
    answer({ type: "ready", address: server.getServerConn() });
  } catch (error) {
    answer({ type: "failed", reason: inWords(error) });
  }
};

function listeningAt(socket: string | null) {
  return socket === null ? { host: "127.0.0.1", port: 0 } : { path: socket };
}

function answer(message: FromWorker): void {
  self.postMessage(message);
}

/** PGlite's file system throws objects with a name and an errno. */
function inWords(error: unknown): string {
  if (error instanceof Error || typeof error !== "object" || error === null) return String(error);
  const { name, errno } = error as { name?: unknown; errno?: unknown };
  return `${name ?? "fault"} ${errno ?? ""}`.trim();
}
