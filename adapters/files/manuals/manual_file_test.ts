import { assertEquals, assertThrows } from "@std/assert";
import { manualFileAt, readManualFile, reasonToSkip } from "./manual_file.ts";
import { Unreadable } from "./readers/read_manual.ts";

const idAt = (within: string) => manualFileAt(`/manuals/${within}`, within)?.manualId;

Deno.test("manualFileAt makes the id of the path within the folder, and knows the kind by the ending", () => {
  assertEquals(manualFileAt("/m/매장/환불 규정.MD", "매장/환불 규정.MD"), {
    path: "/m/매장/환불 규정.MD",
    manualId: "매장.환불-규정",
    kind: "markdown",
  });
  assertEquals([idAt("_a (1).markdown"), idAt("b.v2.txt"), idAt("c.PDF")], ["a-1-", "b.v2", "c"]);
  assertEquals(idAt("환불.txt".normalize("NFD")), "환불", "as macOS names it");
  for (const other of ["a.hwp", "README", "md"]) assertEquals(manualFileAt(other, other), null);
});

Deno.test("reasonToSkip says what else would be read", () => {
  assertEquals(reasonToSkip("규칙.HWP"), "the binary format of Hangul is not read: save it as .hwpx");
  assertEquals(reasonToSkip("a.png"), "it does not end in .md, .markdown, .txt, .html, .docx, .hwpx or .pdf");
});

Deno.test("readManualFile gives the fields with stores as a list, the text, and what it does not know", () => {
  const read = (text: string) => readManualFile(new TextEncoder().encode(text));
  assertEquals(read("---\ntitle: 환불\nstores: 1\n---\n# 글\n").fields, {
    title: "환불",
    stores: ["1"],
    text: "# 글\n",
  });
  assertEquals(read("---\nstores: [1, 2]\ntags: [a]\ndate: x\n---\n글"), {
    fields: { stores: ["1", "2"], text: "글" },
    warnings: ["its front matter has tags, date, which mean nothing here"],
  });
  assertEquals(read("# 글\n"), { fields: { text: "# 글\n" }, warnings: [] });
});

Deno.test("readManualFile reads UTF-16 and EUC-KR, and refuses what is neither", () => {
  const textOf = (...bytes: number[]) => readManualFile(new Uint8Array(bytes)).fields.text;
  assertEquals(textOf(0xff, 0xfe, 0x00, 0xae), "글");
  assertEquals(textOf(0xfe, 0xff, 0xae, 0x00), "글");
  assertEquals(textOf(0xb1, 0xdb, 0x0a), "글\n");
  for (const bytes of [[0xff, 0xfe, 0x00], [0x63, 0xe9, 0x20], [0xa1, 0xa1, 0xa1, 0xa2]]) {
    assertThrows(() => textOf(...bytes), Unreadable, "neither UTF-8, UTF-16 nor EUC-KR");
  }
});
