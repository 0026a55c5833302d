import { assertEquals } from "@std/assert";
import { readFrontMatter } from "./read_front_matter.ts";

Deno.test("readFrontMatter gives the fields before the text", () => {
  assertEquals(readFrontMatter("\ufeff---\r\ntitle: \"환불 규정\"\r\nstores: [1, '2']\r\n# note\r\n---\r\n# 글\r\n"), {
    fields: { title: "환불 규정", stores: ["1", "2"] },
    text: "# 글\n",
  });
});

Deno.test("readFrontMatter takes a line for a line where it is no frame of fields", () => {
  for (const text of ["# 글\n", "---\n그냥 줄\n---\n글", "---\n---\n글", "---\ntitle: 끝이 없다\n", ""]) {
    assertEquals(readFrontMatter(text), { fields: {}, text });
  }
});
