const DEFAULT_PORT = "5432";

/** An address as the driver takes it; `path` is the socket's file when the address names one. */
interface SocketAddress {
  readonly url: string;
  readonly path?: string;
}

/**
 * Takes `?host=/folder&port=5432` out of an address: the driver would pass on to the server what it does not know. The
 * file's name is the one that libpq gives it.
 */
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
