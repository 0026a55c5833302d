import { assertEquals, assertThrows } from "@std/assert";
import { manualFileAt, readManualFile } from "./manual_file.ts";

const idAt = (within: string) => manualFileAt(`/manuals/${within}`, within)?.manualId;

Deno.test("manualFileAt makes the id of the path within the folder, and knows the format by the ending", () => {
  assertEquals(manualFileAt("/m/매장/환불 규정.MD", "매장/환불 규정.MD"), {
    path: "/m/매장/환불 규정.MD",
    manualId: "매장.환불-규정",
    format: "markdown",
  });
  assertEquals([idAt("_a (1).markdown"), idAt("b.v2.txt")], ["a-1-", "b.v2"]);
  assertEquals(idAt("환불.txt".normalize("NFD")), "환불", "as macOS names it");
  for (const other of ["a.pdf", "README", "md"]) assertEquals(manualFileAt(other, other), null);
});

Deno.test("readManualFile gives the fields with stores as a list, and the text", () => {
  const read = (text: string) => readManualFile(new TextEncoder().encode(text));
  assertEquals(read("---\ntitle: 환불\nstores: 1\n---\n# 글\n"), { title: "환불", stores: ["1"], text: "# 글\n" });
  assertEquals(read("---\nstores: [1, 2]\n---\n글"), { stores: ["1", "2"], text: "글" });
  assertEquals(read("# 글\n"), { text: "# 글\n" });
  assertThrows(() => readManualFile(new Uint8Array([0xff, 0xfe, 0x00])), TypeError);
});
