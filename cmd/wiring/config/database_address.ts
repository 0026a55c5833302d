import { WrongSettings } from "./settings.ts";

export const SSLMODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;
export type Sslmode = typeof SSLMODES[number];

interface DatabaseAddress {
  /** Of the first host, without what is read here. */
  readonly url: URL;
  readonly otherHosts: readonly { readonly host: string; readonly port: number }[];
  readonly isSocket: boolean;
  readonly sslmode: Sslmode | null;
  /** The driver has none: the certificate is checked instead, which finds the same server in between. */
  readonly bindsChannel: boolean;
  readonly isPooled: boolean;
  readonly poolSize: string | null;
}

/** Of libpq, Prisma, Neon and Supabase: known, and of no use here; a server would refuse them as settings of its own. */
const IGNORED = [
  ..."channel_binding,connect_timeout,gssencmode,keepalives,keepalives_idle,load_balance_hosts,passfile".split(","),
  ..."pool_timeout,socket_timeout,statement_cache_size,max_idle_connection_lifetime,single_use_connections".split(","),
  ..."sslaccept,sslnegotiation,uselibpqcompat,supa,workaround".split(","),
] as const;
const READ = ["sslmode", "pgbouncer", "connection_limit", "schema", "target_session_attrs"] as const;
const FILES = ["sslrootcert", "sslcert", "sslkey", "sslidentity"] as const;

const DEFAULT_PORT = "5432";
const PORT = /^\d{1,5}$/;
export const HOST = /^(\[[0-9a-f:.]+\]|[^\s:/@,]+)$/i;
/** Scheme, login, hosts and the rest. */
const PARTS = /^(postgres:\/\/)((?:[^/?#]*@)?)([^/?#]*)(.*)$/s;

/** Throws `WrongSettings` naming the variable. */
export function readAddress(variable: string, text: string): DatabaseAddress {
  // "postgresql+psycopg://" is how Python programs write the same address.
  const [, scheme, login, authority, rest] = PARTS.exec(text.replace(/^postgres(ql)?(\+\w+)?:\/\//, "postgres://")) ??
    [];
  const refuse = (problem: string) => new WrongSettings([`${variable} ${problem}`]);
  const [first, ...others] = authority?.split(",") ?? [];
  // A user without a host is no URL; the host is in the query.
  const hostInQuery = first === "" && /^[^#]*[?&]host=/.test(rest ?? "");
  const whole = `${scheme}${login}${hostInQuery ? "localhost" : first}${rest}`;
  if (!scheme || !URL.canParse(whole)) {
    throw refuse("is not an address: expected postgres://user:password@host:port/database");
  }
  const url = new URL(whole);
  const given = (name: string) => url.searchParams.get(name);
  const inQuery = hostsInQuery(given("host"), given("port"), refuse);
  const sslmode = given("sslmode");
  if (sslmode !== null && !isSslmode(sslmode)) {
    throw refuse(`has sslmode=${sslmode}: expected one of ${SSLMODES.join(", ")}`);
  }
  const attributes = given("target_session_attrs") ?? "read-write";
  if (!["read-write", "primary", "any"].includes(attributes)) {
    throw refuse(`has target_session_attrs=${attributes}: this program writes, expected read-write`);
  }
  const schema = given("schema") ?? "public";
  if (schema !== "public") throw refuse(`has schema=${schema}: the tables are in "public", expected that or none`);
  const file = FILES.find((name) => given(name) !== null && given(name) !== "system");
  if (file) {
    throw refuse(`has ${file}: the files are named by DATABASE_CA_FILE, DATABASE_CERT_FILE and DATABASE_KEY_FILE`);
  }
  const checksBySystem = given("sslrootcert") === "system";
  const address = {
    isSocket: inQuery === "socket",
    sslmode: checksBySystem ? "verify-full" as const : sslmode as Sslmode | null,
    bindsChannel: given("channel_binding") === "require",
    isPooled: given("pgbouncer") === "true",
    poolSize: given("connection_limit"),
  };
  for (const name of [...IGNORED, ...READ, ...FILES]) if (url.searchParams.has(name)) url.searchParams.delete(name);
  if (inQuery === "socket") return { ...address, url, otherHosts: [] };
  for (const name of ["host", "port"]) url.searchParams.delete(name);
  const hosts = inQuery ?? [{ host: url.hostname, port: url.port }, ...others.map((one) => splitHost(one, refuse))];
  const [{ host, port }, ...otherHosts] = hosts as [Host, ...Host[]];
  url.hostname = host;
  url.port = port;
  return {
    ...address,
    url,
    otherHosts: otherHosts.map(({ host, port }) => ({
      host: host.replace(/^\[|\]$/g, ""),
      port: Number(port || DEFAULT_PORT),
    })),
  };
}

interface Host {
  readonly host: string;
  readonly port: string;
}

type Refuse = (problem: string) => WrongSettings;

function hostsInQuery(hosts: string | null, ports: string | null, refuse: Refuse): readonly Host[] | "socket" | null {
  const numbers = ports?.split(",") ?? [];
  if (numbers.some((number) => !PORT.test(number))) {
    throw refuse(`has port=${ports}: expected a whole number from 1 to 65535`);
  }
  if (hosts?.startsWith("/")) return "socket";
  if (hosts === null) return null;
  const names = hosts.split(",");
  if (!names.every((name) => HOST.test(name))) {
    throw refuse(`has host=${hosts}: expected a host's name, or the folder of a socket`);
  }
  if (numbers.length > 1 && numbers.length !== names.length) {
    throw refuse(`has host=${hosts} and port=${ports}: expected one port, or one for each host`);
  }
  return names.map((host, nth) => ({ host, port: numbers[nth] ?? numbers[0] ?? "" }));
}

function splitHost(text: string, refuse: Refuse): Host {
  const [, host, port = ""] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (!host || !HOST.test(host)) throw refuse("names several hosts: expected host:port,host:port before the database");
  return { host, port };
}

function isSslmode(text: string): text is Sslmode {
  return (SSLMODES as readonly string[]).includes(text);
}
