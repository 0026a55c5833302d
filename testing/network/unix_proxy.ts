import net from "node:net";

/** A Unix socket in front of a real Postgres that listens on TCP. */
interface UnixProxy extends AsyncDisposable {
  readonly folder: string;
  /** The number in the socket's name; nothing listens at that port. */
  readonly port: number;
}

/** @param url of the Postgres */
export async function unixProxy(url: string): Promise<UnixProxy> {
  const { hostname, port: target } = new URL(url);
  const folder = await Deno.makeTempDir({ prefix: "sock-" });
  const port = 5434;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const engine = net.connect(Number(target || 5432), hostname);
    for (const [from, to] of [[client, engine], [engine, client]] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(`${folder}/.s.PGSQL.${port}`, resolve));
  return {
    folder,
    port,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      sockets.forEach((socket) => socket.destroy());
      await closed;
      await Deno.remove(folder, { recursive: true });
    },
  };
}
