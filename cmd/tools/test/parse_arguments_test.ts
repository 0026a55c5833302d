import { assertEquals } from "@std/assert";
import { parseArguments } from "./parse_arguments.ts";

const parse = (...args: string[]) => parseArguments(args, (word) => ["domain", "domain/commerce"].includes(word));

Deno.test("parseArguments without arguments asks for everything", () => {
  assertEquals(parse(), { keep: false, paths: [], filter: undefined });
});

Deno.test("parseArguments distinguishes paths from names", () => {
  assertEquals(parse("--keep", "--", "domain/commerce/", "./domain", "gradeOf falls"), {
    keep: true,
    paths: ["domain/commerce", "domain"],
    filter: "gradeOf falls",
  });
});

Deno.test("parseArguments takes words without dashes before them too", () => {
  assertEquals(parse("domain"), { keep: false, paths: ["domain"], filter: undefined });
});

Deno.test("parseArguments takes everything after the dashes for a word", () => {
  assertEquals(parse("--", "--keep"), { keep: false, paths: [], filter: "--keep" });
});

Deno.test("parseArguments refuses options it does not know, and two names", () => {
  assertEquals(parse("--kep"), undefined);
  assertEquals(parse("--", "one", "two"), undefined);
});
