import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  ProxyTracerProvider,
  type Span,
  type SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

interface SpanOptions {
  readonly kind: SpanKind;
  readonly attributes?: Attributes;
}

/** Whether the runtime exports spans: OTEL_DENO=true is in the environment that it was started with. */
export function isTracing(): boolean {
  return !(trace.getTracerProvider() instanceof ProxyTracerProvider);
}

export function startSpan(name: string, options: SpanOptions, parent: Context = context.active()): Span {
  return trace.getTracer("tillstream").startSpan(name, options, parent);
}

/** Runs the work in a span of its own, a child of the active one. */
export async function withSpan<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  if (!isTracing()) return await work();
  const span = startSpan(name, options);
  return await context.with(trace.setSpan(context.active(), span), () => endingWith([span], work));
}

/** Ends the spans with the work, marked where it throws. */
export async function endingWith<T>(spans: readonly Span[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    for (const span of spans) span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}

/** Of the active span, as W3C's header has it; `null` where none is recorded. */
export function activeTraceparent(): string | null {
  const active = trace.getActiveSpan();
  return active ? traceparentOf(active) : null;
}

/** `null` for a span that is not recorded. */
export function traceparentOf(span: Span): string | null {
  const { traceId, spanId, traceFlags } = span.spanContext();
  if (!isSpanContextValid(span.spanContext())) return null;
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

/** The context of another process' span; `null` for a header that is none. */
export function contextOf(traceparent: string | undefined): Context | null {
  const [, traceId = "", spanId = "", flags = ""] =
    /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/.exec(traceparent ?? "") ?? [];
  const remote = { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(remote) ? trace.setSpanContext(context.active(), remote) : null;
}
