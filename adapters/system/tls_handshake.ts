import { connect } from "node:tls";

const TIMEOUT_MS = 3_000;
/** A server that rejects a client's certificate says so right after the handshake. */
const SILENCE_MS = 500;

interface HandshakeOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Accepts any certificate. */
  readonly trusting?: boolean;
}

/**
 * Sends nothing more; gives what went wrong, or `null`. Never throws. Since TLS 1.3 a missing client certificate is
 * reported after the handshake, and a client that writes meanwhile may never read the alert.
 */
export function tlsHandshake(
  address: string,
  { ca, cert, key, trusting = false }: HandshakeOptions,
): Promise<Error | null> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const host = hostname.replace(/^\[|\]$/g, "");
  const own = { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) };
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), rejectUnauthorized: !trusting, ...own });
    const late = () => answer(new Error(`no answer within ${TIMEOUT_MS / 1_000} s`));
    let timer = setTimeout(late, TIMEOUT_MS);
    const answer = (error: Error | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(error);
    };
    socket.once("secureConnect", () => {
      clearTimeout(timer);
      timer = setTimeout(() => answer(null), SILENCE_MS);
      socket.resume();
      socket.once("end", () => answer(null));
    });
    socket.on("error", answer);
    socket.once("close", () => answer(new Error("closed connection")));
  });
}

/** With whatever certificate. Never throws. */
export async function speaksTls(address: string): Promise<boolean> {
  const error = await tlsHandshake(address, { trusting: true });
  // A TLS alert is TLS too.
  return error === null || /fatal alert/i.test(error.message);
}
