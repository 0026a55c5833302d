import { assertEquals, assertRejects } from "@std/assert";
import { SpanKind, trace } from "@opentelemetry/api";
import { activeTraceparent, contextOf, isTracing, withSpan } from "./tracing.ts";

const HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

Deno.test("contextOf returns another process' span for a traceparent, and null for anything else", () => {
  const { traceId, spanId, traceFlags, isRemote } = trace.getSpanContext(contextOf(HEADER)!)!;
  assertEquals([traceId, spanId, traceFlags, isRemote], [HEADER.slice(3, 35), HEADER.slice(36, 52), 1, true]);
  const zeros = `00-${"0".repeat(32)}-00f067aa0ba902b7-01`;
  for (const none of [undefined, "", "00-1-2-01", HEADER.toUpperCase(), zeros]) assertEquals(contextOf(none), null);
});

Deno.test("withSpan only runs its work when nothing is exported", async () => {
  assertEquals([isTracing(), activeTraceparent()], [false, null]);
  const options = { kind: SpanKind.INTERNAL };
  assertEquals(await withSpan("work", options, () => Promise.resolve(activeTraceparent())), null);
  await assertRejects(() => withSpan("work", options, () => Promise.reject(new TypeError("no"))), TypeError, "no");
});
