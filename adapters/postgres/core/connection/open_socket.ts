import { connect, isIP, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import type { TlsTexts } from "../../../system/tls_texts.ts";
import type { ServerHost } from "./server_hosts.ts";

export interface SocketOptions {
  /** Of a Unix socket, instead of a host. */
  readonly path: string | undefined;
  readonly tls: "off" | "require" | "verify-full";
  /** Asked for each connection. */
  readonly tlsTexts: (host: string) => TlsTexts;
  /** Nagle's algorithm delays the end of every COPY by the server's 40 ms (RFC 9293, section 3.7.4). */
  readonly noDelay: boolean;
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

/**
 * postgres 3.4.9 sends a BEGIN that meets a full socket without reserving the connection (porsager/postgres#1218). So
 * none ever fills up.
 */
const NEVER_FULL = { highWaterMark: 2 ** 30 };
/** Its own length, and the number 80877103. https://www.postgresql.org/docs/16/protocol-flow.html#PROTOCOL-FLOW-SSL */
const SSL_REQUEST = Uint8Array.of(0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f);
export const NO_TLS_SPOKEN = "NO_TLS_SPOKEN";

/** Connected, with TLS where it is asked for. Rejects with what the network, the server or TLS says. */
export async function openSocket(to: ServerHost, options: SocketOptions): Promise<Socket> {
  const { path, tls, noDelay, withinMs, signal } = options;
  // Passed on to the stream, which the types do not know.
  const never = NEVER_FULL as object;
  const socket = path ? connect({ path, ...never }) : connect({ ...to, noDelay, ...never });
  const late = setTimeout(
    () =>
      socket.destroy(faultOf("CONNECT_TIMEOUT", `no answer from ${to.host}:${to.port} within ${withinMs / 1_000} s`)),
    withinMs,
  );
  const abort = () => socket.destroy(faultOf("CONNECTION_ENDED", "the connections are closed"));
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  try {
    await event(socket, "connect");
    if (tls === "off") return socket;
    return await secure(socket, to.host, options);
  } finally {
    clearTimeout(late);
    signal.removeEventListener("abort", abort);
  }
}

/** For the driver, which never gives back a connection whose socket could not be made. */
export function failedSocket(error: unknown): Socket {
  const socket = new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() });
  setTimeout(() => {
    socket.emit("error", error);
    socket.emit("close", true);
  });
  return socket as Socket;
}

async function secure(plain: Socket, host: string, { tls, tlsTexts, withinMs }: SocketOptions): Promise<Socket> {
  plain.write(SSL_REQUEST);
  const answer = await event(plain, "data") as Uint8Array;
  // More than one byte would have been said by somebody in between (CVE-2021-23222).
  if (answer.length !== 1 || answer[0] !== "S".charCodeAt(0)) {
    plain.destroy();
    throw faultOf(NO_TLS_SPOKEN, "the server speaks no TLS");
  }
  plain.removeAllListeners();
  const { ca, cert, key } = tlsTexts(host);
  const socket = connectTls({
    ...(NEVER_FULL as object),
    socket: plain,
    // Without a host, the name to verify is "localhost" wherever the address has an IP address.
    host,
    ...(isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: tls === "verify-full",
    ...(ca && tls === "verify-full" ? { ca } : {}),
    ...(cert && key ? { cert, key } : {}),
  });
  const late = setTimeout(
    () => socket.destroy(faultOf("CONNECT_TIMEOUT", `no TLS handshake with ${host} within ${withinMs / 1_000} s`)),
    withinMs,
  );
  try {
    await event(socket, "secureConnect");
    return socket;
  } finally {
    clearTimeout(late);
  }
}

function event(socket: Socket, name: "connect" | "data" | "secureConnect"): Promise<unknown> {
  return new Promise((resolve, reject) => {
    socket.once(name, resolve);
    // Stays, for errors that come before the driver listens.
    socket.on("error", reject);
    socket.once("close", () => reject(hungUp()));
  });
}

export function hungUp(): Error {
  return faultOf("CONNECTION_CLOSED", "the server hung up before it answered");
}

export function faultOf(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
