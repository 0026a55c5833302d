import { WrongSettings } from "../config/settings.ts";

interface Listening {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly variable: "PORT" | "METRICS_PORT";
}

/** Before anything is made that a refusal would leave behind. Throws `WrongSettings` as {@link servePort} does. */
export function requireFreePort({ host, port, variable }: Listening): void {
  listening({ host, port, variable }, () => Deno.listen({ hostname: host, port }).close());
}

/** Throws `WrongSettings` naming the variable when something else listens there. */
export function servePort(
  { host, port, variable }: Listening,
  handler: Deno.ServeHandler<Deno.NetAddr>,
): Deno.HttpServer<Deno.NetAddr> {
  return listening(
    { host, port, variable },
    () => Deno.serve({ hostname: host, port, onListen: () => {} }, handler),
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
