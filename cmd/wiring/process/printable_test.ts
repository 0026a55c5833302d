import { assertEquals } from "@std/assert";
import { printable, printSafely } from "./printable.ts";
import { prettyLine } from "./logger.ts";

const ESCAPED = "O-1\u001b]0;owned\u0007\u001b[2J\u009b31m\u007f\u202e";
const SHOWN = "O-1\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u007f\\u202e";

Deno.test("printable shows what a terminal would obey, and leaves text alone", () => {
  assertEquals(printable(ESCAPED), SHOWN);
  const text = "홍길동\t12,000원\n· „“ 😀";
  assertEquals(printable(text), text);
});

Deno.test("printable leaves a JSON document the same", () => {
  const json = JSON.stringify({ id: ESCAPED });
  assertEquals(JSON.parse(printable(json)), { id: ESCAPED });
});

Deno.test("printSafely shows the controls of all that is printed", () => {
  const printed: unknown[] = [];
  const to = {
    log: (...given: unknown[]) => printed.push(...given),
    error: (...given: unknown[]) => printed.push(...given),
  };
  printSafely(to);
  to.log(ESCAPED, 1);
  to.error(ESCAPED);
  assertEquals(printed, [SHOWN, 1, SHOWN]);
});

Deno.test("prettyLine shows the controls in a line's message and fields", () => {
  const line = prettyLine({ colorize: false })(
    JSON.stringify({ level: "warn", time: "2026-03-02T12:00:00Z", order: ESCAPED, msg: `lost ${ESCAPED}` }),
  );
  assertEquals(line.includes("\u001b") || line.includes("\u009b"), false, line);
  assertEquals(line.includes(`lost ${SHOWN}`), true, line);
});
