import { SpanKind, trace } from "@opentelemetry/api";
import type { Cluster, Command, Redis } from "ioredis";
import { isTracing, startSpan } from "../../system/tracing.ts";

/** A span for each command that is sent within another span; those of loops would each be a trace of their own. */
export function traceCommands(client: Redis | Cluster): void {
  if (!isTracing()) return;
  const sender: { sendCommand(command: Command, ...rest: unknown[]): unknown } = client;
  const send = sender.sendCommand.bind(client);
  sender.sendCommand = (command, ...rest) => {
    if (trace.getActiveSpan()) {
      const attributes = { "db.system.name": "redis", "db.operation.name": command.name.toUpperCase() };
      const span = startSpan(`redis ${command.name}`, { kind: SpanKind.CLIENT, attributes });
      command.promise.then(() => span.end(), () => span.end());
    }
    return send(command, ...rest);
  };
}
