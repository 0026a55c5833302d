import net from "node:net";
import tls from "node:tls";

/** An authority and a certificate that it signed, made for one test. */
interface Certificates {
  /** PEM text of the authority. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** TLS in front of a real engine that speaks without. */
export interface TlsFront extends AsyncDisposable {
  readonly port: number;
  /** PEM text of the authority to trust, and of one that has signed nothing here. */
  readonly ca: string;
  readonly otherCa: string;
}

export interface TlsFrontOptions {
  /** `host:port` of the engine. */
  readonly target: string;
  /** Postgres asks in clear text whether it may speak TLS, and is answered "S". */
  readonly asksFirst?: boolean;
  /** What the certificate is for, as in "DNS:localhost" or "IP:127.0.0.1". */
  readonly subject?: string;
}

/** Listens on 127.0.0.1 with a certificate for `subject` alone. Needs the program `openssl`. */
export async function tlsFront(
  { target, asksFirst = false, subject = "DNS:localhost" }: TlsFrontOptions,
): Promise<TlsFront> {
  const { ca, cert, key } = await makeCertificates(subject);
  const otherCa = (await makeCertificates(subject)).ca;
  const sockets = new Set<net.Socket>();
  const [host, port] = [target.slice(0, target.lastIndexOf(":")), Number(target.slice(target.lastIndexOf(":") + 1))];
  const speakTls = (raw: net.Socket) => {
    const secure = new tls.TLSSocket(raw, { isServer: true, key, cert });
    const engine = net.connect(port, host);
    sockets.add(engine);
    secure.pipe(engine).pipe(secure);
    secure.on("error", () => engine.destroy());
    engine.on("error", () => raw.destroy());
    raw.on("close", () => engine.destroy());
  };
  const server = net.createServer((raw) => {
    sockets.add(raw);
    raw.on("error", () => {});
    if (!asksFirst) return speakTls(raw);
    raw.once("data", () => {
      raw.write("S");
      speakTls(raw);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    ca,
    otherCa,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function makeCertificates(subject: string): Promise<Certificates> {
  const folder = await Deno.makeTempDir({ prefix: "tls-" });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  try {
    await openssl(folder, ["req", "-x509", ...newKey, "-days", "2", "-subj", "/CN=test authority", ...out("ca")]);
    await openssl(folder, ["req", ...newKey, "-subj", "/CN=test", "-keyout", "server.key", "-out", "server.csr"]);
    await Deno.writeTextFile(`${folder}/names`, `subjectAltName=${subject}\n`);
    const signing = ["-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
    await openssl(folder, ["x509", ...signing, "-days", "2", "-extfile", "names", "-out", "server.pem"]);
    const [ca, cert, key] = await Promise.all(
      ["ca.pem", "server.pem", "server.key"].map((name) => Deno.readTextFile(`${folder}/${name}`)),
    );
    return { ca: ca!, cert: cert!, key: key! };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function out(name: string): string[] {
  return ["-keyout", `${name}.key`, "-out", `${name}.pem`];
}

async function openssl(cwd: string, args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("openssl", { args: [...args], cwd }).output()
    .catch((cause) => {
      throw new Error("Cannot make certificates: the program openssl is not there; install it", { cause });
    });
  if (!success) throw new Error(`Cannot make certificates: ${new TextDecoder().decode(stderr)}`);
}
