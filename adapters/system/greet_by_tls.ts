import { connect } from "node:tls";

const ANSWER_WITHIN_MS = 3_000;
/** A refusal follows the greeting at once; whoever says nothing for so long is content. */
const SILENCE_MS = 500;

interface GreetingOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Whether any certificate of the server will do. */
  readonly trusting?: boolean;
}

/**
 * Greets `host:port` by TLS and says nothing more; gives what went wrong, `null` where nothing did. Never throws.
 *
 * Since TLS 1.3 a server that misses a certificate says so after the greeting. A client that writes meanwhile may fail of
 * that first, and never read why.
 */
export function greetByTls(
  address: string,
  { ca, cert, key, trusting = false }: GreetingOptions,
): Promise<Error | null> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const host = hostname.replace(/^\[|\]$/g, "");
  const shown = { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) };
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), rejectUnauthorized: !trusting, ...shown });
    const late = () => answer(new Error(`no answer within ${ANSWER_WITHIN_MS / 1_000} s`));
    let timer = setTimeout(late, ANSWER_WITHIN_MS);
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

/** Whether somebody at `host:port` answers a greeting by TLS, with whatever certificate. Never throws. */
export async function speaksTls(address: string): Promise<boolean> {
  const error = await greetByTls(address, { trusting: true });
  // Whoever refuses in TLS speaks it.
  return error === null || /fatal alert/i.test(error.message);
}
