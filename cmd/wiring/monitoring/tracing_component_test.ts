import { assert, assertEquals } from "@std/assert";
import { testInstallation } from "../../../testing/engines/installation.ts";
import { RunningProcess } from "../../../testing/engines/running_process.ts";
import { otlpReceiver, type ReceivedSpan } from "../../../testing/network/otlp_receiver.ts";

const BEACON = "550e8400-e29b-41d4-a716-446655440000";
const PLACE = { storeId: "store100", major: 100, minor: 3, location: { name: "Table 3", type: "table" } };
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

const of = (service: string, name: string, system?: string) => (span: ReceivedSpan) =>
  span.service === service && span.name.startsWith(name) &&
  (system === undefined || span.attributes["db.system.name"] === system);

/** Names from a span up to the one that began its trace. */
function pathTo(trace: readonly ReceivedSpan[], isLast: (span: ReceivedSpan) => boolean): string[] {
  const path: string[] = [];
  let span = trace.find(isLast);
  while (span) {
    path.unshift(`${span.service}: ${span.name.split(" ")[0]}`);
    const { parentSpanId } = span;
    span = trace.find(({ spanId }) => spanId === parentSpanId);
  }
  return path;
}

Deno.test("OTEL_DENO makes one trace of an order, and one of a detection, across processes and engines", async () => {
  await using shop = await testInstallation(["redis", "kafka", "dynamodb"]);
  await using otlp = otlpReceiver();
  const start = (name: string, ...args: string[]) =>
    RunningProcess.start(name, {
      args,
      env: { ...shop.env, AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local", ...otlp.env(name) },
    });
  await using api = await start("api");
  await using _consumer = await start("consumer", "--topic", "orders");
  await using _relay = await start("event-relay");
  await using _recorder = await start("event-recorder");
  const base = (await api.line(/API and page at (http:\/\/127\.0\.0\.1:\d+)/))[1]!;
  const send = async (method: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    assert(response.ok, text);
  };

  const order = { userId: "U-1", productId: "P-1", quantity: 1, totalAmount: 1_000 };
  await send("POST", "/v1/orders", order, { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` });
  const ordered = await otlp.traceWith(of("consumer", "store", "postgresql"));
  assertEquals(ordered[0]!.traceId, TRACE, "the trace of whoever called goes on");
  assertEquals(pathTo(ordered, of("consumer", "store", "postgresql")), [
    "api: POST",
    "api: publish",
    "consumer: process",
    "consumer: store",
  ]);

  await send("PUT", `/v1/beacons/${BEACON}`, { ...PLACE, status: "active" });
  const readings = [{ uuid: BEACON, major: 100, minor: 3, rssi: -45 }];
  await send("POST", "/v1/detections", { customerId: "cust1", readings });
  const detected = await otlp.traceWith(
    of("event-recorder", "store", "aws.dynamodb"),
    of("api", "store identification", "postgresql"),
    of("api", "redis", "redis"),
  );
  assertEquals(pathTo(detected, of("event-recorder", "store", "aws.dynamodb")), [
    "api: POST",
    "event-relay: publish",
    "event-recorder: process",
    "event-recorder: store",
  ]);
  assertEquals(pathTo(detected, of("api", "store identification")), ["api: POST", "api: store"]);
});
