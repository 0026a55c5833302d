import { assertEquals } from "@std/assert";
import { languageOf } from "./language.ts";

Deno.test("languageOf takes the reader's first language that is ours, by weight", () => {
  for (
    const [header, language] of [
      [undefined, "en"],
      ["", "en"],
      ["ko", "ko"],
      ["ko-KR,ko;q=0.9,en-US;q=0.8", "ko"],
      ["en-US,en;q=0.9,ko;q=0.8", "en"],
      ["fr-FR,ko;q=0.5,en;q=0.4", "ko"],
      ["en;q=0,ko", "ko"],
      ["ko;q=0.2, en;q=0.7", "en"],
      ["ko;q=x", "en"],
      ["*", "en"],
    ] as const
  ) {
    assertEquals(languageOf(header), language, header);
  }
});
