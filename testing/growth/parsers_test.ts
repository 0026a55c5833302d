import { readFrontMatter } from "../../adapters/files/manuals/read_front_matter.ts";
import { readMarkdown } from "../../adapters/files/manuals/read_markdown.ts";
import { readHtml } from "../../adapters/files/manuals/readers/read_html.ts";
import { readHwpx } from "../../adapters/files/manuals/readers/read_hwpx.ts";
import { Unreadable } from "../../adapters/files/manuals/readers/read_manual.ts";
import { canonicalJson } from "../../domain/shared/canonical_json.ts";
import { canonicalId } from "../../domain/shared/outside_id.ts";
import { instant } from "../../domain/shared/instant.ts";
import { parseStorable } from "../../domain/shared/storable.ts";
import { coverageOf } from "../../domain/store/manuals/coverage.ts";
import { readPlainText } from "../../domain/store/manuals/read_plain_text.ts";
import { searchTerms } from "../../domain/store/manuals/search_terms.ts";
import { splitIntoPassages } from "../../domain/store/manuals/split_into_passages.ts";
import { hwpx } from "../fixtures/manual_documents.ts";
import { assertLinear } from "./assert_linear.ts";

const repeat = (text: string) => (size: number) => text.repeat(Math.ceil(size / text.length));
const around = (before: string, after: string) => (size: number) => {
  const times = Math.ceil(size / (before.length + after.length));
  return `${before.repeat(times)}a${after.repeat(times)}`;
};
/** Lines that differ, so that nothing is found a second time. */
const lines = (line: (index: number) => string) => (size: number) =>
  Array.from({ length: Math.ceil(size / line(1_000).length) }, (_, index) => line(index)).join("");

/** Inputs that are small, legal, and the worst that some parser was given. */
const MARKDOWN: Readonly<Record<string, (size: number) => string>> = {
  "marks of emphasis": around("**_", "_**"),
  "runs of backticks": (size) => Array.from({ length: Math.sqrt(2 * size) }, (_, n) => "`".repeat(n + 1)).join(" "),
  "columns of a table": (size) => `|${"a|".repeat(size / 4)}\n|${"-|".repeat(size / 4)}\n`,
  "brackets": repeat("["),
  "pictures": repeat("![]("),
  "comments that are open": repeat("<!--"),
  "elements that are open": repeat("<a "),
  "quotes of forty levels": repeat(`${"> ".repeat(40)}a\n`),
  "list items": repeat("- a\n"),
  "headings of one line": lines((index) => `# ${index}\n\na\n\n`),
  "headings without a body": lines((index) => `## ${index}\n`),
  "one long heading above many": (size) => `# ${"가".repeat(size / 2)}\n${"## b\n\nc\n\n".repeat(size / 20)}`,
  "definitions": lines((index) => `[a${index}]: x\n`),
  "spaces": (size) => `a${" ".repeat(size)}b`,
  "marks at the end of headings": (size) => `# a${" #".repeat(size / 2)}b`,
};
const TEXT: Readonly<Record<string, (size: number) => string>> = {
  "one word": repeat("가"),
  "sentences": repeat("가. "),
  "full stops": repeat("."),
  "articles of one line": lines((index) => `제${index}조 가나다라마바사.\n`),
  "articles that are alike": repeat("제1조(목적) 가\n"),
  "numbers": repeat("1."),
  "numbered rules": lines((index) => `${index % 999}. 가나다\n\n`),
  "brackets that are open": lines(() => `제1조 (${"가".repeat(90)}\n`),
  "spaces in articles": (size) => `제${" ".repeat(size)}1조`,
  "colons": repeat("제1조 :"),
};

function manualOf(read: (text: string) => ReturnType<typeof readPlainText>) {
  return (text: string) => {
    const passages = splitIntoPassages("책", read(text));
    coverageOf(text, passages);
  };
}

for (const [name, input] of Object.entries(MARKDOWN)) {
  Deno.test(`Markdown of ${name} takes work by its length`, () => assertLinear(manualOf(readMarkdown), input));
}

for (const [name, input] of Object.entries(TEXT)) {
  Deno.test(`plain text of ${name} takes work by its length`, () => assertLinear(manualOf(readPlainText), input));
}

Deno.test("front matter takes work by its length, whatever stands in it", async () => {
  const aliases = "a: &a [x]\n" + Array.from({ length: 20 }, (_, n) => `b${n}: [${"*a, ".repeat(40)}*a]`).join("\n");
  for (const body of ["title: x\n", "  - a\n", "? a\n", "[", "{a: ", '"', "- ", "&a ", `${aliases}\n`]) {
    await assertLinear((text) => refusedOrRead(() => readFrontMatter(`---\n${text}\n---\n`)), repeat(body));
  }
  await assertLinear((text) => refusedOrRead(() => readFrontMatter(text)), repeat("---\n"));
});

/** Elements that are never closed take the library more: pages are read in the worker alone, with its deadline. */
Deno.test("HTML takes work by its length", async () => {
  for (const page of ["<p>글</p><ul><li>가</ul>", "&amp;", "<h1>가</h1>"]) {
    await assertLinear((text) => refusedOrRead(() => readHtml(text)), repeat(page));
  }
});

Deno.test("documents of Hangul take work by their length", async () => {
  for (const body of ["<hp:p><hp:run><hp:t>가</hp:t></hp:run></hp:p>", "&amp;", "<a/>", "<hp:p>", "<!-- -->"]) {
    await assertLinear((text) => refusedOrRead(async () => await readHwpx(await hwpx(text))), repeat(body));
  }
});

Deno.test("values take work by their length", async () => {
  for (const text of ["a", "가나 ", "\u1100\u1161", "1", "-", "2026-", "\u0301"]) {
    await assertLinear(searchTerms, repeat(text));
    await assertLinear(canonicalId, repeat(text));
    await assertLinear((text) => instant.safeParse(text), repeat(text));
  }
  for (const item of ['["a"],', '{"a":1},', '"__proto__",']) {
    const list = (size: number) => `[${repeat(item)(size)}0]`;
    await assertLinear((text) => parseStorable(JSON.parse(text), "body"), list);
    await assertLinear((text) => canonicalJson(JSON.parse(text)), list);
  }
});

/** Refusing at once is what bounds are for. */
async function refusedOrRead(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof RangeError)) throw error;
  }
}
