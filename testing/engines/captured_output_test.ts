import { assertEquals } from "@std/assert";
import { CapturedOutput } from "./captured_output.ts";

Deno.test("CapturedOutput leaksOf finds a word in every encoding, and nothing else", () => {
  const word = "비밀-secret/9";
  const said = new CapturedOutput();
  for (
    const text of [
      `x${word}x`,
      btoa(String.fromCharCode(...new TextEncoder().encode(word))),
      encodeURIComponent(word),
      "\\ube44\\ubc00-secret/9",
      new TextEncoder().encode(word).toHex(),
    ]
  ) said.add("a process", text);
  said.add("a process", "secret");
  assertEquals(said.leaksOf({ word }).length, 5);
  assertEquals(said.leaksOf({ other: "nothing" }), []);
});
