import { assert, assertEquals } from "@std/assert";
import { markdownParts } from "./markdown_parts.ts";

const parts = (text: string) => [...markdownParts(text)];

Deno.test("markdownParts give the text back, whatever its line ends, and small texts whole", () => {
  for (const text of ["", "a", "a\n", "# a\r\n\r\nb\r\n", "- a\n".repeat(5_000), "가나다 ".repeat(50_000)]) {
    assertEquals(parts(text).join(""), text);
  }
  assertEquals(parts("# a\n\nb\n"), ["# a\n\nb\n"]);
});

Deno.test("markdownParts end at blank lines, and long lists anywhere", () => {
  const paragraphs = "one line\nand another\n\n".repeat(1_000);
  assert(parts(paragraphs).length > 3);
  assert(parts(paragraphs).every((part) => part.startsWith("one line")));
  const list = parts("- a\n".repeat(10_000));
  assertEquals(list.map((part) => part.split("\n").length - 1), Array(10).fill(1_000));
});

Deno.test("markdownParts never end within fenced code, or between a heading and its underline", () => {
  const code = `${"x\n\n".repeat(300)}\`\`\`\n${"y\n\n".repeat(3_000)}\`\`\`\n`;
  const found = parts(`${code}${"z\n\n".repeat(600)}`);
  assertEquals(found.filter((part) => part.includes("```")).length, 1);
  const headings = parts(`${"a\n".repeat(999)}Title\n=====\n${"b\n".repeat(10)}`);
  assert(headings.every((part) => !part.startsWith("=====")));
});
