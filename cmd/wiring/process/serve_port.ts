import { CONNECTION_DEADLINES, type ConnectionLimits } from "../../../adapters/system/connection_table.ts";
import { openFilesLimit } from "../../../adapters/system/open_files_limit.ts";
import { type HttpHandler, type HttpServer, serveHttp } from "../../../adapters/system/serve_http.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import { WrongSettings } from "../config/settings.ts";
import type { Log } from "./logger.ts";

interface Listening {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly variable: "PORT" | "METRICS_PORT";
}

interface Serving {
  readonly log: Log;
  readonly limits: ConnectionLimits;
}

/** Of an installation that sets none. */
const MOST_CONNECTIONS = 10_000;
/** Where the system does not tell how many files a process may open. */
const MOST_OF_UNKNOWN = 1_000;

/** At most half of what the process may open: engines, files and outgoing calls need descriptors too. */
export function connectionLimits(
  { total, perAddress }: { readonly total?: number | null; readonly perAddress?: number | null },
  openFiles: number | null = openFilesLimit(),
): ConnectionLimits {
  const possible = openFiles === null ? MOST_OF_UNKNOWN : Math.max(1, Math.floor(openFiles / 2));
  const most = Math.min(total ?? MOST_CONNECTIONS, possible);
  return { ...CONNECTION_DEADLINES, total: most, perAddress: Math.min(perAddress ?? Math.ceil(most / 2), most) };
}

/** Before anything is made that a refusal would leave behind. Throws `WrongSettings` as {@link servePort} does. */
export function requireFreePort({ host, port, variable }: Listening): void {
  listening({ host, port, variable }, () => Deno.listen({ hostname: host, port }).close());
}

/** Throws `WrongSettings` naming the variable when something else listens there. */
export function servePort(
  { host, port, variable }: Listening,
  { log, limits }: Serving,
  handler: HttpHandler,
): HttpServer {
  const onError = (error: unknown) => log.warn(`a connection to ${variable} failed: ${reasonOf(error)}`);
  return listening(
    { host, port, variable },
    () => serveHttp({ hostname: host, port, limits, onError }, handler),
  );
}

function listening<T>({ host, port, variable }: Listening, listen: () => T): T {
  try {
    return listen();
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new WrongSettings([
        `${variable} ${port} on ${host} is in use: stop what listens there, or set ${variable} to another one`,
      ]);
    }
    if (error instanceof Deno.errors.AddrNotAvailable) {
      throw new WrongSettings([`HOST ${host} is no address of this machine: set HOST to one, such as 127.0.0.1`]);
    }
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new WrongSettings([`${variable} ${port} is not allowed to this user: set ${variable} to 1024 or above`]);
    }
    throw error;
  }
}
