import net from "node:net";

/** A way to a real engine that can be shut and opened again: what an outage looks like to a client. */
export interface Gate extends AsyncDisposable {
  readonly port: number;
  /** Cuts every connection; new ones are refused by cutting them at once. */
  shut(): void;
  open(): void;
}

/** Listens on 127.0.0.1 and passes everything on to `target`, a `host:port`. */
export async function gateTo(target: string): Promise<Gate> {
  const [host, port] = [target.slice(0, target.lastIndexOf(":")), Number(target.slice(target.lastIndexOf(":") + 1))];
  const sockets = new Set<net.Socket>();
  let isOpen = true;
  const keep = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    return socket;
  };
  const server = net.createServer((client) => {
    keep(client);
    if (!isOpen) return client.destroy();
    const engine = keep(net.connect(port, host));
    client.pipe(engine).pipe(client);
    client.on("close", () => engine.destroy());
    engine.on("close", () => client.destroy());
  });
  const cut = () => sockets.forEach((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    shut() {
      isOpen = false;
      cut();
    },
    open() {
      isOpen = true;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      cut();
      await closed;
    },
  };
}
