import { assertEquals } from "@std/assert";
import { CapturedOutput } from "./captured_output.ts";

Deno.test("CapturedOutput finds a word however it is written, and nothing where it is not", () => {
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
  ) said.add("somebody", text);
  said.add("somebody", "secret");
  assertEquals(said.leaksOf({ word }).length, 5);
  assertEquals(said.leaksOf({ other: "nothing" }), []);
});
