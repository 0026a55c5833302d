import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { anyText, mutatedText } from "../../testing/fixtures/mutated.ts";
import { parserLaws } from "../../testing/fixtures/parser_contract.ts";
import { parseManual } from "../../domain/store/manuals/manual.ts";
import { readPlainText } from "../../domain/store/manuals/read_plain_text.ts";
import { splitIntoPassages } from "../../domain/store/manuals/split_into_passages.ts";
import { formatReportKey, parseReportKey } from "../../domain/store/report_key.ts";
import { parseSale } from "../../domain/store/sale.ts";
import { makeStore } from "../../domain/store/store.ts";
import { storeIdSchema } from "../../domain/shared/store_id.ts";

parserLaws("parseSale", {
  parse: parseSale,
  valid: [{ saleId: "S-1", menu: "아메리카노", price: 4_500, quantity: 2, soldAt: "2026-03-02T12:00:00+09:00" }],
});
parserLaws("makeStore", {
  parse: (raw) => makeStore(storeIdSchema.parse("1"), raw),
  valid: [{}, { name: "강남점", timeZone: "America/New_York", closingTime: "04:00" }],
  oneWay: true,
});
parserLaws("parseManual", {
  parse: (raw) => parseManual(raw, "2026-03-02"),
  valid: [{ manualId: "환불-규정", text: "# 환불\n7일 안에", stores: ["1", "2"] }, {
    manualId: "a",
    text: "b",
    storeId: "1",
  }],
  oneWay: true,
});

Deno.test("parseReportKey reads what was written, and of everything else nothing but that", () => {
  const keys = fc.constantFrom("report:1:2025-01-09:sales", "report:store.A-1:2024-02-29:summary");
  fc.assert(fc.property(fc.oneof(keys, mutatedText(keys), anyText), (text) => {
    const read = parseReportKey(text);
    if (read.ok) assertEquals(formatReportKey(read.value), text);
    else assert(read.refusal.details.length > 0);
  }));
});

Deno.test("a manual's text, whatever it is, becomes passages that hold no more than it has", () => {
  const texts = mutatedText(fc.constant("제1조 (목적)\n이 규정은 환불을 정한다.\n1. 영수증\n2. 7일\n\n제2조\n끝."));
  fc.assert(fc.property(fc.oneof(texts, anyText), (text) => {
    const passages = splitIntoPassages("규정", readPlainText(text));
    assert(passages.length <= text.length + 1);
  }));
});

Deno.test("no id and no name in a store takes a control character: C0, delete or C1", () => {
  const sale = { saleId: "S-1", menu: "차", price: 1, quantity: 1, soldAt: "2026-03-02T12:00:00+09:00" };
  const said: Readonly<Record<string, (text: string) => { readonly ok: boolean }>> = {
    "sale's id": (saleId) => parseSale({ ...sale, saleId }),
    menu: (menu) => parseSale({ ...sale, menu }),
    "store's name": (name) => makeStore(storeIdSchema.parse("1"), { name }),
    "manual's title": (title) => parseManual({ manualId: "a", text: "b", title }, "2026-03-02"),
  };
  for (const [what, parse] of Object.entries(said)) {
    const taken = ["ab", "a\u0001b", "a\u007fb", "a\u0085b"].map((text) => parse(text).ok);
    assertEquals(taken, [true, false, false, false], what);
  }
});
