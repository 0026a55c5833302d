import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { anyText, mutatedText } from "../../../testing/fixtures/mutated.ts";
import { parseInfo } from "./info.ts";

const INFO =
  "# Server\r\nredis_version:7.0.15\r\nexecutable:/usr/bin/redis:server\r\n\r\n# Memory\r\nused_memory:1024\r\n";

Deno.test("parseInfo splits each field at its first colon, and ignores other lines", () => {
  assertEquals([...parseInfo(INFO)], [
    ["redis_version", "7.0.15"],
    ["executable", "/usr/bin/redis:server"],
    ["used_memory", "1024"],
  ]);
  fc.assert(fc.property(fc.oneof(anyText, mutatedText(fc.constant(INFO))), (text) => void parseInfo(text)));
});
