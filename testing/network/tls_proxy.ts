import net from "node:net";
import tls from "node:tls";

/** TLS in front of a real Postgres that was built without. */
interface TlsProxy extends AsyncDisposable {
  readonly port: number;
  /** Uses this certificate from the next connection on. */
  present(certificate: PemFiles): Promise<void>;
}

interface PemFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Listens on 127.0.0.1; requires no client certificate. */
export async function tlsProxy(target: { readonly port: number; readonly certificate: PemFiles }): Promise<TlsProxy> {
  const read = async ({ certFile, keyFile }: PemFiles) => {
    const [cert, key] = await Promise.all([certFile, keyFile].map((file) => Deno.readTextFile(file)));
    return { cert: cert!, key: key! };
  };
  let shown = await read(target.certificate);
  const sockets = new Set<net.Socket>();
  const server = net.createServer((raw) => {
    sockets.add(raw);
    raw.on("error", () => {});
    // Sends Postgres' SSLRequest before the handshake.
    raw.once("data", () => {
      raw.write("S");
      const secure = new tls.TLSSocket(raw, { isServer: true, ...shown });
      const engine = net.connect(target.port, "127.0.0.1");
      sockets.add(engine);
      secure.pipe(engine).pipe(secure);
      secure.on("error", () => engine.destroy());
      engine.on("error", () => raw.destroy());
      raw.on("close", () => engine.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    present: async (certificate) => void (shown = await read(certificate)),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
