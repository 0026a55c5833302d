export type ServerMessage =
  | { readonly kind: "parameter"; readonly name: string; readonly value: string }
  | { readonly kind: "error"; readonly code: string; readonly text: string }
  | { readonly kind: "ready" };

/** Of a message's type and length. https://www.postgresql.org/docs/16/protocol-message-formats.html */
const HEADER_BYTES = 5;
const PARAMETER = code("S");
const ERROR = code("E");
const READY = code("Z");

/** Reads along what a server sends, in whatever pieces: the messages about the session, no rows. */
export class ServerMessages {
  readonly #header = new Uint8Array(HEADER_BYTES);
  #headerBytes = 0;
  /** Of the current message's body. */
  #missing = 0;
  #body: Uint8Array[] | null = null;

  *read(chunk: Uint8Array): Generator<ServerMessage> {
    let at = 0;
    while (at < chunk.length) {
      if (this.#headerBytes < HEADER_BYTES) {
        this.#header[this.#headerBytes++] = chunk[at++]!;
        if (this.#headerBytes < HEADER_BYTES) continue;
        this.#begin();
      }
      const taken = Math.min(this.#missing, chunk.length - at);
      this.#body?.push(chunk.slice(at, at + taken));
      at += taken;
      this.#missing -= taken;
      if (this.#missing > 0) return;
      const body = this.#body;
      this.#headerBytes = 0;
      this.#body = null;
      if (body) yield messageOf(this.#header[0]!, body);
    }
  }

  #begin(): void {
    const [type] = this.#header;
    this.#missing = new DataView(this.#header.buffer).getUint32(1) - 4;
    this.#body = type === PARAMETER || type === ERROR || type === READY ? [] : null;
  }
}

function messageOf(type: number, body: readonly Uint8Array[]): ServerMessage {
  if (type === READY) return { kind: "ready" };
  const text = new TextDecoder().decode(Uint8Array.from(body.flatMap((piece) => [...piece])));
  const parts = text.split("\0");
  if (type === PARAMETER) return { kind: "parameter", name: parts[0] ?? "", value: parts[1] ?? "" };
  const field = (letter: string) => parts.find((part) => part.startsWith(letter))?.slice(1) ?? "";
  return { kind: "error", code: field("C"), text: field("M") };
}

function code(letter: string): number {
  return letter.charCodeAt(0);
}
