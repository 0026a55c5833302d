import { assertEquals } from "@std/assert";
import { encodingNamed } from "./text_encoding.ts";
import { surveyBeginning, surveyText } from "./text_survey.ts";

/** 머그컵 화이트. */
const KOREAN = [0xb8, 0xd3, 0xb1, 0xd7, 0xc4, 0xc5, 0x20, 0xc8, 0xad, 0xc0, 0xcc, 0xc6, 0xae];

function bytes(...parts: (string | number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => typeof part === "string" ? [...new TextEncoder().encode(part)] : part),
  );
}

function utf16(text: string, littleEndian: boolean): number[] {
  const units = [...text].map((letter) => letter.charCodeAt(0));
  return units.flatMap((unit) => littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]);
}

async function encodingOf(content: Uint8Array): Promise<string> {
  const chunks = () => Promise.resolve(ReadableStream.from([content.subarray(0, 5), content.subarray(5)]));
  const { encoding } = await surveyText(chunks);
  assertEquals(surveyBeginning(content).encoding, encoding);
  return encoding;
}

Deno.test("surveyText tells the encodings of real exports apart", async () => {
  assertEquals(await encodingOf(bytes("a,b\n1,2\n")), "utf-8");
  assertEquals(await encodingOf(bytes("상품,수량\n머그컵,1\n")), "utf-8");
  assertEquals(await encodingOf(bytes([0xef, 0xbb, 0xbf], "a,b\n")), "utf-8");
  assertEquals(await encodingOf(bytes("InvoiceNo,Description\n1,", KOREAN, "\n2,x\n")), "euc-kr");
  assertEquals(
    await encodingOf(bytes("name,price\nfür,", [0xa3], "5\nCaf", [0xe9], " cr", [0xe8], "me,3\n")),
    "windows-1252",
  );
  assertEquals(await encodingOf(bytes("name,price\n", [0xc4], "nderung,", [0x80], "5\n")), "windows-1252");
});

Deno.test("surveyText knows UTF-16 with and without its mark, both ways round", async () => {
  const text = "상품코드,수량\n머그컵 화이트,12\n텀블러,3\n";
  for (const littleEndian of [true, false]) {
    const label = littleEndian ? "utf-16le" : "utf-16be";
    assertEquals(await encodingOf(Uint8Array.from(utf16(text, littleEndian))), label);
    assertEquals(await encodingOf(Uint8Array.from(utf16(`\ufeff${text}`, littleEndian))), label);
  }
});

Deno.test("surveyText keeps the encoding of a file where single characters are broken", async () => {
  assertEquals(await encodingOf(bytes("머그컵 화이트 텀블러 블랙 ".repeat(10), [0xeb, 0xa8], ",1\n")), "utf-8");
  assertEquals(await encodingOf(bytes(...Array(20).fill(KOREAN), [0xb8], ",1\n")), "euc-kr");
});

Deno.test("surveyText counts lines and says which end they have", async () => {
  const shape = (text: string) => surveyText(() => Promise.resolve(ReadableStream.from([bytes(text)])));
  assertEquals([(await shape("a\nb\n")).lines, (await shape("a\r\nb")).lines, (await shape("")).lines], [2, 2, 0]);
  assertEquals([(await shape("a\rb\r")).lineEnd, (await shape("a\r\nb")).lineEnd], ["\r", "\n"]);
});

Deno.test("encodingNamed takes the names people use", () => {
  assertEquals(
    ["cp949", "CP-949", "euc-kr", "ms949", "uhc", "windows-949"].map(encodingNamed),
    Array(6).fill("euc-kr"),
  );
  assertEquals(["utf8", "UTF-16LE", "latin1", "shift_jis", "klingon"].map(encodingNamed), [
    "utf-8",
    "utf-16le",
    "windows-1252",
    "shift_jis",
    null,
  ]);
});
