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
