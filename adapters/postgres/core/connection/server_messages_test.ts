import { assertEquals } from "@std/assert";
import { type ServerMessage, ServerMessages } from "./server_messages.ts";

const encoder = new TextEncoder();

function message(type: string, body: string): Uint8Array {
  const bytes = encoder.encode(body);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, 4 + bytes.length);
  return Uint8Array.of(type.charCodeAt(0), ...length, ...bytes);
}

Deno.test("ServerMessages gives what is said about the session, in whatever pieces it comes", () => {
  const sent = Uint8Array.from([
    message("R", "\0\0\0\0"),
    message("S", "in_hot_standby\0on\0"),
    message("K", "12345678"),
    message("Z", "I"),
    message("D", "VERROR\0C25006\0Mnot an error\0".repeat(100)),
    message("N", ""),
    message("E", "SFEHLER\0VERROR\0C25006\0Mnur lesen\0\0"),
    message("Z", "E"),
  ].flatMap((bytes) => [...bytes]));
  const expected: readonly ServerMessage[] = [
    { kind: "parameter", name: "in_hot_standby", value: "on" },
    { kind: "ready" },
    { kind: "error", code: "25006", text: "nur lesen" },
    { kind: "ready" },
  ];
  for (const size of [1, 2, 3, 5, 64, sent.length]) {
    const messages = new ServerMessages();
    const read: ServerMessage[] = [];
    for (let at = 0; at < sent.length; at += size) read.push(...messages.read(sent.subarray(at, at + size)));
    assertEquals(read, expected, `in pieces of ${size}`);
  }
});
