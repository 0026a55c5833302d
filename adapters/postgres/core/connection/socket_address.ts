import { dirname } from "node:path";

const DEFAULT_PORT = "5432";

interface SocketAddress {
  readonly url: string;
  readonly path?: string;
}

/** Takes `?host=/folder&port=5432` out of an address, which the driver would pass on. The file is named as by libpq. */
export function socketAddress(address: string): SocketAddress {
  if (!URL.canParse(address)) return { url: address };
  const url = new URL(address);
  const folder = url.searchParams.get("host");
  if (!folder?.startsWith("/")) return { url: address };
  const port = url.searchParams.get("port") ?? (url.port || DEFAULT_PORT);
  url.searchParams.delete("host");
  url.searchParams.delete("port");
  return { url: url.href, path: `${folder.replace(/\/+$/, "")}/.s.PGSQL.${port}` };
}

interface Connected {
  readonly options: {
    readonly host: readonly string[];
    readonly port: readonly number[];
    readonly path: string | undefined;
    readonly user: string;
    readonly database: string;
  };
}

/** Of a client's server, for another client; without its password. */
export function addressOf({ options: { host, port, path, user, database } }: Connected): string {
  if (!path) return `postgres://${user}@${host[0]}:${port[0]}/${database}`;
  return `postgres://${user}@localhost/${database}?host=${dirname(path)}&port=${path.slice(path.lastIndexOf(".") + 1)}`;
}
