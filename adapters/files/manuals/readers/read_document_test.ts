import { assertEquals, assertRejects } from "@std/assert";
import {
  docx,
  hangulParagraph,
  hangulTable,
  hwpx,
  pdf,
  wordParagraph,
  wordTable,
} from "../../../../testing/fixtures/manual_documents.ts";
import { zip } from "../../../../testing/fixtures/zip.ts";
import { type DocumentKind, readDocument } from "./read_document.ts";
import { Unreadable } from "./read_manual.ts";
import { unzip } from "./unzip.ts";

const TABLE = [["품목", "기한"], ["옷", "7일"]];
const bytesOf = (text: string) => new TextEncoder().encode(text);

Deno.test("readDocument reads HTML with its headings, lists and tables, without scripts", async () => {
  const page =
    "<title>안내</title><style>a{}</style><script>x()</script><h1>매장 안내</h1><p>1. 개점은 <b>9시</b></p>" +
    "<ul><li>하나<li>둘</ul><table><tr><th>품목<th>기한<tr><td>옷<td>7일</table><img src=a.png alt=약도><h2>주차: 3대</h2>";
  const { format, text, title } = await readDocument(bytesOf(page), "html");
  assertEquals([format, title], ["markdown", undefined]);
  assertEquals(
    text,
    "# 매장 안내\n\n1\\. 개점은 **9시**\n\n- 하나\n- 둘\n\n| 품목 | 기한 |\n| - | - |\n| 옷 | 7일 |\n\n약도\n\n## 주차: 3대\n",
  );
  assertEquals((await readDocument(bytesOf("<title> 안내\n글 </title><p>글"), "html")).title, "안내 글");
  const korean = new Uint8Array([...bytesOf("<p>"), 0xb1, 0xdb]);
  assertEquals((await readDocument(korean, "html")).text, "글\n");
});

Deno.test("readDocument reads a Word document with its headings and tables, twice", async () => {
  const body = wordParagraph("위생 규칙", "Heading1") + wordParagraph("손을 30초 씻는다.") + wordTable(TABLE);
  for (let time = 0; time < 2; time++) {
    const { format, text } = await readDocument(await docx(body), "docx");
    assertEquals(format, "markdown");
    assertEquals(text, "# 위생 규칙\n\n손을 30초 씻는다.\n\n| 품목 | 기한 |\n| - | - |\n| 옷 | 7일 |\n");
  }
  assertEquals(Object.hasOwn(Object.prototype, "__proto__"), false);
});

Deno.test("readDocument reads a document of Hangul line by line, its sections in order", async () => {
  const second = await hwpx(
    hangulParagraph("취업규칙") + hangulParagraph("제1조(목적) A &amp; B<hp:lineBreak/>다음<hp:tab/>줄") +
      hangulTable(TABLE),
    ...Array.from({ length: 11 }, (_, index) => hangulParagraph(`${index + 2}절`)),
  );
  const { format, text } = await readDocument(second, "hwpx");
  assertEquals(format, "text");
  assertEquals(text.split("\n").filter((line) => line !== ""), [
    "취업규칙",
    "제1조(목적) A & B",
    "다음\t줄",
    "| 품목 | 기한 |",
    "| 옷 | 7일 |",
    ...Array.from({ length: 11 }, (_, index) => `${index + 2}절`),
  ]);
});

Deno.test("readDocument reads the lines of a PDF page by page", async () => {
  const { format, text } = await readDocument(pdf(["취업규칙", "제1조(목적) 15일"], ["제2조 흡연을 금한다."]), "pdf");
  assertEquals([format, text], ["text", "취업규칙\n제1조(목적) 15일\n\n제2조 흡연을 금한다."]);
});

Deno.test("readDocument says why a document can't be read", async () => {
  const doctype = `<!DOCTYPE x [<!ENTITY a "aaaa">]><hs:sec/>`;
  for (
    const [kind, bytes, reason] of [
      ["pdf", pdf([]), "it has no text"],
      ["pdf", pdf(...Array.from({ length: 2_001 }, () => ["a"])), "it has 2001 pages, expected at most 2000"],
      ["pdf", bytesOf("%PDF-1.7 nothing"), "it is no intact PDF"],
      ["docx", bytesOf("PK no archive"), "it is no intact archive"],
      ["docx", await zip({ "a.txt": "a" }), "it is no Word document"],
      ["hwpx", await zip({ "a.txt": "a" }), "it is no document of Hangul"],
      ["hwpx", await zip({ "Contents/section0.xml": doctype }), "it has a document type"],
      ["hwpx", await zip({ "Contents/section0.xml": new Uint8Array(65_000_000) }), "it unpacks to more than 64 MB"],
      ["docx", await zip({ "word/document.xml": doctype }), "it has a document type"],
    ] as readonly (readonly [DocumentKind, Uint8Array<ArrayBuffer>, string])[]
  ) await assertRejects(() => readDocument(bytes, kind), Unreadable, reason);
});

Deno.test("unzip unpacks no more than an entry says it has, and refuses the one that has more", async () => {
  const honest = await zip({ "a.xml": new Uint8Array(1_000_000) });
  assertEquals(await unpackedOf(honest), 1_000_000);
  const view = new DataView(honest.buffer);
  // The size in the central directory, whose entry begins with its signature.
  const at = honest.findIndex((_, index) => index < honest.length - 4 && view.getUint32(index, true) === 0x02014b50);
  view.setUint32(at + 24, 1_000, true);
  await assertRejects(() => unpackedOf(honest), Unreadable, "it is no intact archive");
});

Deno.test("unzip refuses an archive of too many parts", async () => {
  const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`${index}.xml`, ""]));
  const archive = await zip(many);
  await assertRejects(() => unzip(archive, () => true), Unreadable, "more than 5000 parts");
});

async function unpackedOf(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  return [...(await unzip(bytes, () => true)).values()].reduce((sum, part) => sum + part.length, 0);
}
