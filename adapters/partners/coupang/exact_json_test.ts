import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { exactNumber, parseExactJson } from "./exact_json.ts";

Deno.test("parseExactJson keeps every digit of ids that a double can't hold", () => {
  const text =
    '{"a":642538971006401429,"b":-7326489997410939972,"c":9007199254740991,"d":1.5,"e":"642538971006401429"}';
  assertEquals(parseExactJson(text), {
    a: "642538971006401429",
    b: "-7326489997410939972",
    c: 9_007_199_254_740_991,
    d: 1.5,
    e: "642538971006401429",
  });
  assertThrows(() => parseExactJson("{"), SyntaxError);
});

Deno.test("what exactNumber writes, parseExactJson reads", () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (id) => {
    const { id: read } = parseExactJson(JSON.stringify({ id: exactNumber(String(id)) })) as { id: string | number };
    assertEquals(String(read), String(id));
  }));
});
