import { assert, assertFalse } from "@std/assert";
import { isLoopback } from "./is_loopback.ts";

Deno.test("isLoopback knows the addresses that only this machine reaches", () => {
  for (const host of ["127.0.0.1", "127.8.9.10", "localhost", "::1", "[::1]"]) assert(isLoopback(host), host);
  for (const host of ["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.evil.example", "localhost.evil.example", ""]) {
    assertFalse(isLoopback(host), host);
  }
});
