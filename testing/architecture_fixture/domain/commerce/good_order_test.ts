import { assertEquals } from "jsr:@std/assert@^1.0.0";
import { words } from "./good_order.ts";
Deno.test("a test may use the runtime", () => assertEquals(typeof words, "string"));
