import { WrongSettings } from "../config/settings.ts";

interface Listening {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly variable: "PORT" | "METRICS_PORT";
}

/** Throws `WrongSettings` naming the variable when something else listens there. */
export function servePort(
  { host, port, variable }: Listening,
  handler: Deno.ServeHandler<Deno.NetAddr>,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({ hostname: host, port, onListen: () => {} }, handler);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new WrongSettings([
      `${variable} ${port} on ${host} is in use: stop what listens there, or set ${variable} to another one`,
    ]);
  }
}
