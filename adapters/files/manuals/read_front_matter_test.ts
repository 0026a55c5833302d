import { assertEquals, assertThrows } from "@std/assert";
import { readFrontMatter } from "./read_front_matter.ts";
import { Unreadable } from "./readers/read_manual.ts";

Deno.test("readFrontMatter gives the fields before the text, and names what it does not know", () => {
  assertEquals(readFrontMatter("\ufeff---\r\ntitle: \"환불 규정\"\r\nstores: [1, '2']\r\n# note\r\n---\r\n# 글\r\n"), {
    fields: { title: "환불 규정", stores: ["1", "2"] },
    unknown: [],
    text: "# 글\n",
  });
  assertEquals(
    readFrontMatter("---\ntitle: 비밀 레시피\nkind: recipe\nstores:\n  - gangnam\ntags:\n  - 비공개\n---\n\n글\n"),
    {
      fields: { title: "비밀 레시피", kind: "recipe", stores: ["gangnam"] },
      unknown: ["tags"],
      text: "\n글\n",
    },
  );
  assertEquals(readFrontMatter("---\ntags: [a]\ndate: 2026-01-01\n---\n글"), {
    fields: {},
    unknown: ["tags", "date"],
    text: "글",
  });
});

Deno.test("readFrontMatter reads the names of published laws", () => {
  for (const day of ["2025-10-23", "20251023", "2025.10.23", "2025. 10. 23."]) {
    assertEquals(readFrontMatter(`---\n제목: 근로기준법\n법령구분: 법률\n시행일자: ${day}\n---\n제1조`), {
      fields: { title: "근로기준법", validFrom: "2025-10-23" },
      unknown: ["법령구분"],
      text: "제1조",
    });
  }
  assertEquals(readFrontMatter("---\n시행일: 2025. 3. 1.\n---\n").fields, { validFrom: "2025-03-01" });
});

Deno.test("readFrontMatter finds its stores however they are written", () => {
  const stores = ["gangnam"];
  for (
    const text of [
      "---\nTitle: 소스\nStores: [gangnam]\n---\n글",
      '---\n"STORES": gangnam\n---\n글',
      "---\nstore-id: gangnam\n---\n글",
      "---\nStore_ID: gangnam\n---\n글",
      `---\n${"매장".normalize("NFD")}: gangnam\n---\n글`,
      "\n \n---\nstores: [gangnam]\n---\n글",
      "---\ntitle: 소스...\nstores: [gangnam]\n---\n글",
      "---\ntitle: 소스 ---\nstores: [gangnam]\n---\n글",
    ]
  ) {
    const read = readFrontMatter(text);
    assertEquals([read.fields.stores instanceof Array ? read.fields.stores : null, read.text], [stores, "글"], text);
  }
});

Deno.test("readFrontMatter takes a line for a line where it is no frame of fields", () => {
  for (
    const text of [
      "# 글\n",
      "---\n그냥 줄\n---\n글",
      "---\n주의: 뜨겁다\n---\n글",
      "---\n- 하나\n- 둘\n---\n",
      "---\n---\n글",
      "---\n주의: 끝이 없다\n",
      "+++\n주의 = 뜨겁다\n+++\n",
      "---\n\n글\n\nstores: 글의 한 줄\n",
      "---\na: [1\n---\n글",
      "",
    ]
  ) assertEquals(readFrontMatter(text), { fields: {}, unknown: [], text });
});

Deno.test("readFrontMatter refuses fields in a block without an end or in TOML", () => {
  assertThrows(() => readFrontMatter("---\ntitle: 소스\nstores: [gangnam]\n\n글\n"), Unreadable, "no end");
  assertThrows(() => readFrontMatter("---\nstores: [gangnam]"), Unreadable, "no end");
  assertThrows(() => readFrontMatter('+++\nstores = ["gangnam"]\n+++\n글'), Unreadable, "TOML");
});

Deno.test("readFrontMatter refuses a known field that it can't read", () => {
  for (
    const [front, reason] of [
      ["stores:", "no store after stores"],
      ["stores:\n  gangnam: yes", "no store after stores"],
      ["stores: [[1]]", "no store after stores"],
      ["stores: [1\ntitle: x", "no YAML, in line"],
      ['title: "끝이 없다', "no YAML, in line"],
      ["title: [a, b]", "no text after title"],
      ["kind:", "nothing after kind"],
      ["stores: [1]\n매장: [2]", "stores twice"],
      ["title: a\ntitle: b", "no YAML"],
      [`stores: &a [1]\nx: [${"*a, ".repeat(2_000)}*a]`, "too many references"],
      [`title: x\nother: ${"a".repeat(30_000)}`, "more than 20000 characters"],
    ] as const
  ) assertThrows(() => readFrontMatter(`---\n${front}\n---\n글`), Unreadable, reason);
});
