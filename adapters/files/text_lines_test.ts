import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { MAX_LINE_LENGTH, type TextLine, textLines } from "./text_lines.ts";

async function read(...chunks: (string | Uint8Array)[]): Promise<TextLine[]> {
  const encoder = new TextEncoder();
  const bytes = chunks.map((chunk) => typeof chunk === "string" ? encoder.encode(chunk) : chunk);
  return (await Array.fromAsync(textLines(ReadableStream.from(bytes)))).flat();
}

const texts = (lines: readonly TextLine[]) => lines.map(({ text }) => text);

Deno.test("textLines numbers lines and takes LF and CR LF, with and without an end at the end", async () => {
  assertEquals(await read("a\r\n\nb"), [
    { number: 1, text: "a", cut: false },
    { number: 2, text: "", cut: false },
    { number: 3, text: "b", cut: false },
  ]);
  assertEquals(texts(await read("a\nb\n")), ["a", "b"]);
  assertEquals(texts(await read()), []);
});

Deno.test("textLines drops a byte order mark", async () => {
  assertEquals(texts(await read(Uint8Array.of(0xef, 0xbb, 0xbf), "InvoiceNo\n")), ["InvoiceNo"]);
});

Deno.test("textLines reads the encoding it is given and marks what is no character of it", async () => {
  const all = async (bytes: number[], encoding: string) =>
    texts(
      (await Array.fromAsync(textLines(ReadableStream.from([Uint8Array.from(bytes)]), { encoding, lineEnd: "\n" })))
        .flat(),
    );
  assertEquals(await all([0xb8, 0xd3, 0x0a, 0x61], "euc-kr"), ["머", "a"]);
  assertEquals(await all([0xff, 0xfe, 0x61, 0, 0x0a, 0, 0x62, 0], "utf-16le"), ["a", "b"]);
  assertEquals(await all([0xa3, 0x35, 0x0a], "windows-1252"), ["£5"]);
  assertEquals(await all([0x61, 0xa3, 0x0a, 0x62], "utf-8"), ["a\ufffd", "b"]);
});

Deno.test("textLines gives the same lines however the bytes are cut into chunks", async () => {
  const bytes = new TextEncoder().encode("é,1\r\n한국,2\n\n🎁,3");
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
    const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
    const chunks = edges.slice(1).map((end, index) => bytes.slice(edges[index], end));
    assertEquals(texts(await read(...chunks)), ["é,1", "한국,2", "", "🎁,3"]);
  }));
});

Deno.test("textLines cuts a line that has no end and goes on after it", async () => {
  const long = "x".repeat(MAX_LINE_LENGTH);
  const lines = await read(long, long, long, "\nnext\n");
  assertEquals(lines.map(({ number, cut }) => [number, cut]), [[1, true], [2, false]]);
  assertEquals(lines[1]!.text, "next");
});
