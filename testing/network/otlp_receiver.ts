import { waitUntil } from "../engines/wait_until.ts";

export interface ReceivedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the first span of a trace. */
  readonly parentSpanId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface OtlpReceiver extends AsyncDisposable {
  /** Settings of a process that sends its spans here. */
  env(service: string): Readonly<Record<string, string>>;
  readonly spans: readonly ReceivedSpan[];
  /** The trace in which all of these were received, whatever else was. */
  traceWith(...isThere: readonly ((span: ReceivedSpan) => boolean)[]): Promise<readonly ReceivedSpan[]>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface TracesRequest {
  readonly resourceSpans: readonly {
    readonly resource?: { readonly attributes?: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ReceivedSpan, "attributes" | "service"> & {
        readonly attributes?: readonly Attribute[];
      })[];
    }[];
  }[];
}

const attributesOf = (attributes: readonly Attribute[] = []) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** A loopback server that takes OTLP's traces as JSON. */
export function otlpReceiver(): OtlpReceiver {
  const spans: ReceivedSpan[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const text = await request.text();
    if (new URL(request.url).pathname !== "/v1/traces") return Response.json({});
    const { resourceSpans }: TracesRequest = JSON.parse(text);
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = String(attributesOf(resource?.attributes)["service.name"]);
      for (const { name, traceId, spanId, parentSpanId, attributes } of scopeSpans.flatMap((scope) => scope.spans)) {
        spans.push({ service, name, traceId, spanId, parentSpanId, attributes: attributesOf(attributes) });
      }
    }
    return Response.json({});
  });
  return {
    env: (service) => ({
      OTEL_DENO: "true",
      OTEL_SERVICE_NAME: service,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${server.addr.port}`,
      OTEL_BSP_SCHEDULE_DELAY: "200",
    }),
    spans,
    async traceWith(...isThere) {
      let found: readonly ReceivedSpan[] | undefined;
      await waitUntil("receive the trace", () => {
        const traces = Map.groupBy(spans, ({ traceId }) => traceId).values();
        found = traces.find((trace) => isThere.every((isOne) => trace.some(isOne)));
        return Promise.resolve(found !== undefined);
      }, { timeout: 60_000 });
      return found!;
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
