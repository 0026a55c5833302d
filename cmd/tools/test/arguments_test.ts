import { assertEquals, assertThrows } from "@std/assert";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { parseArguments } from "../../wiring/process/arguments.ts";
import { readTestArguments, TEST_COMMAND } from "./arguments.ts";

const parse = (...args: string[]) => {
  const { values, positionals } = parseArguments(TEST_COMMAND, args);
  return readTestArguments(values.keep ?? false, positionals, (word) => ["domain", "domain/commerce"].includes(word));
};

Deno.test("readTestArguments without arguments asks for everything", () => {
  assertEquals(parse(), { keep: false, paths: [], filter: undefined });
});

Deno.test("readTestArguments tells paths from names", () => {
  assertEquals(parse("--keep", "--", "domain/commerce/", "./domain", "gradeOf falls"), {
    keep: true,
    paths: ["domain/commerce", "domain"],
    filter: "gradeOf falls",
  });
});

Deno.test("readTestArguments takes words without dashes before them too", () => {
  assertEquals(parse("domain"), { keep: false, paths: ["domain"], filter: undefined });
});

Deno.test("readTestArguments takes everything after the dashes for a word", () => {
  assertEquals(parse("--", "--keep"), { keep: false, paths: [], filter: "--keep" });
});

Deno.test("readTestArguments refuses options it does not know, and two names", () => {
  assertThrows(() => parse("--kep"), WrongSettings, "usage: deno task test");
  assertThrows(() => parse("--", "one", "two"), WrongSettings, "one name at most");
});
