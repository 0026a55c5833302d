/** A proxy that can cut connections, to simulate network faults without touching the server. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  cut(): void;
  restore(): void;
  /** New connections lead elsewhere, as behind a name that moves; those that are open stay. */
  redirect(target: string): void;
}

/** @param target `host:port` */
export function tcpProxy(target: string): TcpProxy {
  let { hostname, port } = new URL(`tcp://${target}`);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.Conn>();
  const pipes: Promise<unknown>[] = [];
  let isCut = false;
  const closeAll = () => {
    for (const connection of open) {
      try {
        connection.close();
      } catch { // Closed already.
      }
    }
    open.clear();
  };
  const accepting = (async () => {
    for await (const client of listener) {
      if (isCut) {
        client.close();
        continue;
      }
      const server = await Deno.connect({ hostname, port: Number(port) }).catch(() => null);
      if (!server) {
        client.close();
        continue;
      }
      open.add(client).add(server);
      pipes.push(client.readable.pipeTo(server.writable).catch(() => {}));
      pipes.push(server.readable.pipeTo(client.writable).catch(() => {}));
    }
  })();
  return {
    port: (listener.addr as Deno.NetAddr).port,
    cut() {
      isCut = true;
      closeAll();
    },
    restore: () => void (isCut = false),
    redirect: (target) => void ({ hostname, port } = new URL(`tcp://${target}`)),
    [Symbol.asyncDispose]: async () => {
      listener.close();
      closeAll();
      await accepting;
      await Promise.all(pipes);
    },
  };
}
