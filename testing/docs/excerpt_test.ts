import { assertEquals } from "@std/assert";
import { missingLine } from "./excerpt.ts";

const OUTPUT = 'reading: 6 of 6\n  lines read          6\n{"id":"O-17","accepted":1}{"next":null}\n';

Deno.test("missingLine finds lines in their order, whatever is between them", () => {
  assertEquals(missingLine(OUTPUT, "reading: 6 of 6\n…\nlines read 6"), null);
  assertEquals(missingLine(OUTPUT, '{"id":"O-…","accepted":1}\n… "next":null'), null);
});

Deno.test("missingLine names the first line that is not there", () => {
  assertEquals(missingLine(OUTPUT, "reading: …\nlines read 7"), "lines read 7");
  assertEquals(missingLine("", "anything"), "anything");
});

Deno.test("missingLine does not take lines in another order, nor the same one twice", () => {
  assertEquals(missingLine(OUTPUT, "lines read 6\nreading: 6 of 6"), "reading: 6 of 6");
  assertEquals(missingLine(OUTPUT, "lines read 6\nlines read 6"), "lines read 6");
});

Deno.test("missingLine takes signs of patterns as they are, and … within a line only", () => {
  assertEquals(missingLine("ab", "a.b"), "a.b");
  assertEquals(missingLine("a (b) [c]", "a (b) [c]"), null);
  assertEquals(missingLine("from\nto", "from … to"), "from … to");
});
