import { connect, type Socket } from "node:net";
import { Buffer } from "node:buffer";
import { socketAddress } from "../../adapters/postgres/core/connection/socket_address.ts";

/** Sends the protocol's messages one by one, so that it can disconnect in the middle of an exchange. */
export class RawPostgresClient {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #wake = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (data) => {
      this.#received = Buffer.concat([this.#received, data]);
      this.#wake();
    });
    socket.on("error", () => {});
  }

  static async connect(url: string): Promise<RawPostgresClient> {
    const { path } = socketAddress(url);
    const { hostname, port } = new URL(url);
    const socket = path === undefined ? connect(Number(port), hostname) : connect(path);
    await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    const client = new RawPostgresClient(socket);
    const settings = Buffer.from("user\0postgres\0database\0postgres\0\0");
    client.#socket.write(Buffer.concat([int32(8 + settings.length), int32(196_608), settings]));
    await client.until("Z");
    return client;
  }

  send(...messages: readonly Uint8Array[]): void {
    this.#socket.write(Buffer.concat(messages));
  }

  /** Waits for a message of this type, such as `Z` (ready for query), and discards earlier ones. */
  async until(type: string): Promise<void> {
    for (;;) {
      while (this.#received.length >= 5) {
        const length = 1 + this.#received.readInt32BE(1);
        if (this.#received.length < length) break;
        const found = String.fromCharCode(this.#received[0]!) === type;
        this.#received = this.#received.subarray(length);
        if (found) return;
      }
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  /** Disconnects without Terminate, like a process that is killed. */
  async kill(): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.once("close", resolve));
    this.#socket.resetAndDestroy();
    await closed;
  }
}

/** The protocol's messages: https://www.postgresql.org/docs/18/protocol-message-formats.html */
export const message = {
  query: (sql: string) => frame("Q", text(sql)),
  parse: (sql: string) => frame("P", text(""), text(sql), int16(0)),
  bind: () => frame("B", text(""), text(""), int16(0), int16(0), int16(0)),
  execute: () => frame("E", text(""), int32(0)),
  sync: () => frame("S"),
};

function frame(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(4 + body.length), body]);
}

function text(value: string): Uint8Array {
  return Buffer.from(`${value}\0`);
}

function int16(value: number): Uint8Array {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
