import type { Config } from "../config/config.ts";
import type { Health } from "./health.ts";
import type { Log } from "./logger.ts";
import { servePort } from "./serve_port.ts";
import { WrongSettings } from "../config/settings.ts";

const DEFAULT_PORT = 9464;

/** Serves `/healthz`, `/readyz` and `/metrics` of a process that has no API of its own. */
export function serveHealth(
  { http, probePort }: Config,
  health: Health,
  log: Log,
  closing: AsyncDisposableStack,
): void {
  const serve = (port: number) =>
    servePort({ host: http.host, port, variable: "METRICS_PORT" }, (request) => health.handle(request));
  const server = probePort !== null ? serve(probePort) : onDefaultOrFreePort(serve);
  closing.defer(() => server.shutdown());
  log.info(`health and metrics at http://${http.host}:${server.addr.port}`);
}

/** Several processes of one machine can't share the default port; who did not ask for it gets another. */
function onDefaultOrFreePort<T>(serve: (port: number) => T): T {
  try {
    return serve(DEFAULT_PORT);
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    return serve(0);
  }
}
