import type { Socket } from "node:net";
import { failedSocket, faultOf, hungUp, openSocket, type SocketOptions } from "./open_socket.ts";
import { type ServerHost, ServerHosts } from "./server_hosts.ts";
import { type ServerMessage, ServerMessages } from "./server_messages.ts";

export interface SessionObserver {
  /** A session began. */
  readonly accepted: () => void;
  /** The server refused to begin one; the error has its SQLSTATE as `code`. */
  readonly refused: (error: Error) => void;
}

interface SessionOptions extends Omit<SocketOptions, "signal"> {
  readonly hosts: readonly ServerHost[];
  /** Whether a server that takes no changes is the wrong one. */
  readonly writes: boolean;
  readonly observer: Partial<SessionObserver>;
}

/** read_only_sql_transaction. https://www.postgresql.org/docs/16/errcodes-appendix.html */
export const READ_ONLY = "25006";
/** Reported by a server of version 14 or newer as a session begins, and when they change. */
const READ_ONLY_PARAMETERS = new Set(["in_hot_standby", "default_transaction_read_only"]);
/** It starts, stops, or has no room: with several hosts, the next may have taken its place. */
const UNFIT = /^(57P0.|53300)$/;
/** A failed transaction is rolled back first: its error says more than a lost connection. */
const DROP_AFTER_MS = 100;

export function readOnlyFault(): Error {
  return faultOf(READ_ONLY, "the server takes no changes: it is read-only");
}

/** The sockets of one pool. After a failover none of them is kept: those that only read would show an old state. */
export class Sessions {
  readonly #options: SessionOptions;
  readonly #hosts: ServerHosts;
  readonly #open = new Set<Socket>();
  readonly #ended = new AbortController();
  #dropTimer: ReturnType<typeof setTimeout> | undefined;
  #readOnlyTransactions = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#hosts = new ServerHosts(options.hosts);
  }

  /** Of the first host that can be reached. Never rejects: an unusable socket fails with the reason. */
  async open(): Promise<Socket> {
    let failure: unknown;
    for (const host of this.#hosts.inOrder) {
      try {
        const socket = await openSocket(host, { ...this.#options, signal: this.#ended.signal });
        return this.#watch(socket, host);
      } catch (error) {
        failure ??= error;
        this.#hosts.unfit(host, performance.now());
        if (this.#ended.signal.aborted) break;
      }
    }
    return failedSocket(failure);
  }

  /** Those that are being connected; the driver closes its own. */
  end(): void {
    clearTimeout(this.#dropTimer);
    this.#ended.abort();
  }

  /** A refused write within is the caller's mistake, not the server's state. */
  async withReadOnly<T>(work: () => Promise<T>): Promise<T> {
    this.#readOnlyTransactions++;
    try {
      return await work();
    } finally {
      this.#readOnlyTransactions--;
    }
  }

  #watch(socket: Socket, host: ServerHost): Socket {
    const messages = new ServerMessages();
    const session = { host, started: false };
    const emit = socket.emit.bind(socket) as (name: string, ...args: unknown[]) => boolean;
    let heard = false;
    const passes = (chunk: Uint8Array) => {
      heard = true;
      for (const message of messages.read(chunk)) if (!this.#passes(message, socket, session)) return false;
      return !socket.destroyed;
    };
    // A listener of "data" could not keep the driver from seeing a session that it must not use.
    const watching = (name: string, ...args: unknown[]) =>
      name === "data" && !passes(args[0] as Uint8Array) ? true : emit(name, ...args);
    Object.assign(socket, { emit: watching });
    this.#open.add(socket);
    socket.once("close", () => this.#open.delete(socket));
    // The driver would reconnect at once, for ever.
    socket.once("end", () => void (heard || socket.destroy(hungUp())));
    return socket;
  }

  #passes(message: ServerMessage, socket: Socket, session: { readonly host: ServerHost; started: boolean }): boolean {
    switch (message.kind) {
      case "ready":
        if (!session.started) this.#options.observer.accepted?.();
        this.#hosts.fit(session.host);
        session.started = true;
        return true;
      case "parameter":
        if (!this.#options.writes || message.value !== "on" || !READ_ONLY_PARAMETERS.has(message.name)) return true;
        if (session.started) return this.#dropSoon();
        return this.#refuse(socket, session.host, readOnlyFault());
      case "error":
        if (session.started) return message.code === READ_ONLY ? this.#dropSoon() : true;
        if (UNFIT.test(message.code)) return this.#goOn(socket, session.host);
        this.#options.observer.refused?.(faultOf(message.code, message.text));
        return true;
      default:
        return message satisfies never;
    }
  }

  /** Does not let the driver see the session. */
  #refuse(socket: Socket, host: ServerHost, error: Error): boolean {
    if (this.#goOn(socket, host)) socket.destroy(error);
    return false;
  }

  /** While the first statement waits, the driver opens another connection for one that closes without an error. */
  #goOn(socket: Socket, host: ServerHost): boolean {
    const now = performance.now();
    this.#hosts.unfit(host, now);
    if (!this.#hosts.hasOthers(now)) return true;
    socket.destroy();
    return false;
  }

  #dropSoon(): boolean {
    if (!this.#options.writes || this.#readOnlyTransactions > 0) return true;
    this.#dropTimer ??= setTimeout(() => {
      this.#dropTimer = undefined;
      for (const socket of this.#open) {
        socket.destroy(faultOf("CONNECTION_CLOSED", "closed: another connection found the server read-only"));
      }
    }, DROP_AFTER_MS);
    return true;
  }
}
