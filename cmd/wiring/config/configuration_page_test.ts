import { assertEquals } from "@std/assert";
import { settingNames } from "./config.ts";

const page = await Deno.readTextFile(new URL("../../../docs/configuration.md", import.meta.url));

/** The settings that have a row of a table to themselves. */
function settingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^\| `([A-Z][A-Z0-9_]*)` +\|/gm)].map(([, name]) => name!);
}

Deno.test("docs/configuration.md has a row for every setting and for none that there is not", () => {
  assertEquals(settingsOf(page).toSorted(), settingNames().toSorted());
});

Deno.test("a setting that the page lacks, or has without a parser, is found", () => {
  const one = settingNames()[0]!;
  assertEquals(settingsOf(page.replace(`| \`${one}\` `, "| ")).toSorted().includes(one), false);
  assertEquals(settingsOf("| `NO_SUCH_SETTING` | | |"), ["NO_SUCH_SETTING"]);
});
