import { assertEquals, assertStringIncludes } from "@std/assert";
import { score } from "../../domain/identity/confidence/scores.ts";
import { scoresAsJson, scoresAsText } from "./report.ts";

const scores = score([
  { confidence: 0.95, right: true },
  { confidence: 0.85, right: true },
  { confidence: 0.85, right: false },
  { confidence: 0.25, right: false },
]);

Deno.test("scoresAsText prints the figures and draws a bar up to the share right, marked at the mean confidence", () => {
  const text = scoresAsText(scores);
  assertStringIncludes(text, "66.7 % right, covering 75.0 % of the moments");
  const line = text.split("\n").find((line) => line.startsWith("0.8 – 0.9"))!;
  assertEquals(line.match(/█/g)!.length, 20);
  assertEquals(line.indexOf("│") - line.indexOf("█"), 34);
  assertEquals(text.split("\n").some((line) => line.endsWith(" ")), false);
});

Deno.test("scoresAsText has a dash where there are no figures", () => {
  assertStringIncludes(scoresAsText(score([])), "— right, covering — of the moments");
});

Deno.test("scoresAsJson has the fields that scripts rely on and no others", () => {
  const document = JSON.parse(scoresAsJson(scores));
  assertEquals(Object.keys(document), ["moments", "accuracy", "confident", "brier", "ece", "reliability"]);
  assertEquals(Object.keys(document.confident), ["threshold", "accuracy", "coverage"]);
  assertEquals(document.reliability.length, 10);
});
