import { Buffer } from "node:buffer";
import type { Socket } from "node:net";
import { deserialize, serialize } from "node:v8";
import type { ChannelOptions } from "birpc";
import type { LogBatch, PartitionRange } from "../../application/shared/log.ts";
import { CommandFailed, DataRefused, Outage, reasonOf } from "../../application/shared/fault.ts";

/** What a guest calls. */
export interface HostFunctions {
  offered(): string[];
  call(engine: string, method: string, args: readonly unknown[]): Promise<unknown>;
  /** Under an id of the guest's. */
  iterate(id: number, engine: string, method: string, args: readonly unknown[]): void;
  next(id: number): Promise<{ readonly done: boolean; readonly value: unknown }>;
  end(id: number): Promise<void>;
  /** Resolves once the reader has left its group. */
  read(id: number, topic: string, group: string): Promise<void>;
  leave(id: number): void;
}

/** What the host calls back for a reader. */
export interface GuestFunctions {
  positionOf(id: number, topic: string, range: PartitionRange): Promise<number>;
  take(id: number, batch: LogBatch): Promise<"taken" | "lost">;
}

interface Message {
  /** What the other side's function has thrown. */
  readonly e?: unknown;
}

const LENGTH_BYTES = 4;

/** Messages on a stream, each behind its length. A message that can't be read ends the connection. */
export function engineChannel(socket: Socket): ChannelOptions {
  return {
    post: (message: Buffer) => {
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32BE(message.length);
      return new Promise<void>((resolve, reject) =>
        socket.write(Buffer.concat([length, message]), (error) => error ? reject(error) : resolve())
      );
    },
    on: (listener: (message: Buffer) => unknown) => {
      const messages = new Messages();
      socket.on("data", (chunk: Buffer) => {
        for (const message of messages.of(chunk)) {
          Promise.try(() => listener(message)).catch((error) => socket.destroy(error));
        }
      });
    },
    serialize: (message: Message) => serialize("e" in message ? { ...message, e: packFault(message.e) } : message),
    deserialize: (bytes: Buffer) => {
      const message: Message = deserialize(bytes);
      return "e" in message ? { ...message, e: unpackFault(message.e as PackedFault) } : message;
    },
  };
}

class Messages {
  #chunks: Buffer[] = [];
  #held = 0;
  #needed = LENGTH_BYTES;

  *of(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#needed) return;
    let rest = Buffer.concat(this.#chunks);
    while (rest.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + rest.readUInt32BE();
      this.#needed = end;
      if (rest.length < end) break;
      yield rest.subarray(LENGTH_BYTES, end);
      rest = rest.subarray(end);
      this.#needed = LENGTH_BYTES;
    }
    this.#chunks = [rest];
    this.#held = rest.length;
  }
}

interface PackedFault {
  readonly kind: string;
  readonly message: string;
  /** The service of an outage, the code of a refusal. */
  readonly of: string | null;
  readonly cause: PackedFault | null;
}

function packFault(error: unknown): PackedFault {
  const { name = "Error", cause } = error instanceof Error ? error : {} as Partial<Error>;
  const of = error instanceof Outage ? error.service : error instanceof DataRefused ? error.code : null;
  return { kind: name, message: reasonOf(error), of, cause: cause === undefined ? null : packFault(cause) };
}

function unpackFault({ kind, message, of, cause }: PackedFault): Error {
  const inner = cause && unpackFault(cause);
  switch (kind) {
    case "Outage":
      return new Outage(of!, inner);
    case "DataRefused":
      return new DataRefused(of!, inner);
    case "CommandFailed":
      return new CommandFailed(message, { cause: inner });
    default:
      return new Error(message, { cause: inner });
  }
}
