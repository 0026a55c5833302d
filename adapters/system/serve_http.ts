import { type ConnectionLimits, ConnectionTable } from "./connection_table.ts";
import { sleep } from "./sleep.ts";

export type HttpHandler = (request: Request, remoteAddr: Deno.NetAddr) => Response | Promise<Response>;

export interface HttpServer {
  readonly addr: Deno.NetAddr;
  readonly connections: () => number;
  /** Accepts no more, closes idle connections and waits for requests under way. */
  shutdown(): Promise<void>;
}

interface ServeHttpOptions {
  readonly hostname: string;
  readonly port: number;
  readonly limits: ConnectionLimits;
  /** Of accepting, which goes on. */
  readonly onError: (error: unknown) => void;
}

interface ServedConnection {
  readonly finished: Promise<void>;
  shutdown(): Promise<void>;
}

/** Of Deno 2.9, which does the HTTP itself: it is what `Deno.serve` calls too, but for the accepting. */
type ServeOnConnection = (
  conn: Deno.TcpConn,
  signal: AbortSignal,
  handler: (request: Request, info: Deno.ServeHandlerInfo) => Response | Promise<Response>,
  onError: (error: unknown) => Response,
  onListen: () => void,
) => ServedConnection;

const ACCEPT_AGAIN_MS = 50;
const LONGEST_LOOK_MS = 1_000;
const ENDLESS = /^text\/event-stream\b/;

/** As `Deno.serve`, which has no limits of connections and ends for good when it lacks a descriptor. */
export function serveHttp(options: ServeHttpOptions, handler: HttpHandler): HttpServer {
  const { hostname, port, limits, onError } = options;
  const serveOnConnection = internalsOfDeno().serveHttpOnConnection;
  const listener = Deno.listen({ hostname, port });
  const table = new ConnectionTable(limits, () => performance.now());
  const served = new Set<ServedConnection>();
  const lookMs = Math.min(LONGEST_LOOK_MS, limits.requestMs / 2, limits.idleMs / 2, limits.sendMs / 2);
  const timer = setInterval(() => table.closeOverdue(), lookMs);
  let isClosing = false;
  const accepting = acceptAll();

  return {
    addr: listener.addr as Deno.NetAddr,
    connections: () => table.size,
    async shutdown() {
      isClosing = true;
      listener.close();
      await accepting;
      await Promise.all([...served].map((connection) => connection.shutdown().catch(() => {})));
      clearInterval(timer);
    },
  };

  async function acceptAll(): Promise<void> {
    while (!isClosing) {
      try {
        serve(await listener.accept());
      } catch (error) {
        if (isClosing) return;
        onError(error);
        table.makeRoom();
        await sleep(ACCEPT_AGAIN_MS);
      }
    }
  }

  function serve(conn: Deno.TcpConn): void {
    const remoteAddr = conn.remoteAddr as Deno.NetAddr;
    const aborting = new AbortController();
    const connection = table.admit(remoteAddr.hostname, {
      close: () => void serving.shutdown().catch(() => {}),
      abort: () => aborting.abort(),
    });
    if (!connection) return conn.close();
    conn.setNoDelay(true);
    const serving = serveOnConnection(
      conn,
      aborting.signal,
      async (request, info) => {
        table.requested(connection);
        info.completed.then(() => table.sent(connection), () => table.sent(connection));
        const response = await handler(request, remoteAddr);
        if (!ENDLESS.test(response.headers.get("content-type") ?? "")) table.answered(connection);
        return response;
      },
      (error) => {
        onError(error);
        return new Response("Internal Server Error", { status: 500 });
      },
      () => {},
    );
    served.add(serving);
    // A finished one must not be aborted: its resource is gone.
    const finished = () => {
      table.removed(connection);
      served.delete(serving);
    };
    serving.finished.then(finished, finished);
  }
}

function internalsOfDeno(): { readonly serveHttpOnConnection: ServeOnConnection } {
  const { internal } = Deno as unknown as { readonly internal: symbol };
  const internals =
    (Deno as unknown as Record<symbol, { readonly serveHttpOnConnection?: ServeOnConnection }>)[internal];
  const { serveHttpOnConnection } = internals ?? {};
  if (!serveHttpOnConnection) throw new Error("Cannot serve HTTP: this version of Deno has no serveHttpOnConnection");
  return { serveHttpOnConnection };
}
