import { assertEquals } from "@std/assert";
import { MemoryMost } from "./watch_memory.ts";

Deno.test("MemoryMost keeps the most of each kind, and reports which was over its limit", () => {
  const most = new MemoryMost((kind) => kind === "api" ? 200 : 100);
  most.add({ name: "api-1", kind: "api" }, 150);
  most.add({ name: "api-2", kind: "api" }, 199.6);
  most.add({ name: "api-1", kind: "api" }, 120);
  assertEquals(most.findings().problems, []);
  most.add({ name: "consumer-1", kind: "consumer" }, 101);
  assertEquals(most.findings(), {
    mostMb: { api: 200, consumer: 101 },
    limitMb: 200,
    problems: ["memory: consumer-1 held 101 MB, at most 100 MB are right"],
  });
});
