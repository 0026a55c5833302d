import { findProgram } from "./find_program.ts";
import { isFile } from "./packages/is_file.ts";
import { postgresPrograms } from "./packages/postgres_package.ts";
import { runCommand, succeeds } from "./run_command.ts";
import { waitUntil } from "./wait_until.ts";
import type { Certificate, Certificates } from "../fixtures/certificates.ts";
import { freePorts } from "./free_ports.ts";
import { tlsProxy } from "../network/tls_proxy.ts";

/** A PostgreSQL server of one test, with TLS and SCRAM passwords. */
interface TemporaryPostgres extends AsyncDisposable {
  /** `POSTGRES_USER` may connect over TLS by password, `POSTGRES_CERTIFIED` over TLS by certificate. */
  readonly port: number;
  /** Whether the server has TLS itself; otherwise a proxy does, which requires no client certificate. */
  readonly speaksTls: boolean;
  /** Uses another certificate from the next connection on. */
  present(certificate: Certificate): Promise<void>;
}

export const POSTGRES_USER = { username: "shop", password: "open/sesame 1" } as const;
export const POSTGRES_CERTIFIED = "certified";

/** PostgreSQL refuses to run as root. */
const ACCOUNT = "postgres";
/** PostgreSQL's programs in Debian and Ubuntu, which are not on the PATH there. */
const DEBIAN = "/usr/lib/postgresql";

export async function temporaryPostgres(
  certificates: Certificates,
  certificate: Certificate,
): Promise<TemporaryPostgres> {
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "own-postgres-" });
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  await giveToAccount(folder);
  const data = `${folder}/data`;
  const { programs, speaksTls } = await initialise(data);
  if (speaksTls) await install(data, certificates, certificate);
  await writeAsAccount(`${data}/pg_hba.conf`, accessRules(speaksTls));
  const port = freePorts(1)[0]!;
  const settings = [
    ...[`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off"],
    ...(speaksTls ? ["ssl=on", "ssl_cert_file=server.pem", "ssl_key_file=server.key", "ssl_ca_file=ca.pem"] : []),
  ];
  const [program, ...args] = asAccount([`${programs}/postgres`, "-D", data, ...settings.flatMap((one) => ["-c", one])]);
  const quiet = { cwd: "/", stdin: "null", stdout: "null", stderr: "null" } as const;
  const server = new Deno.Command(program!, { args, ...quiet }).spawn();
  stack.defer(async () => {
    server.kill("SIGINT");
    await server.status;
  });
  const psql = [`${programs}/psql`, "-h", folder, "-p", `${port}`, "-U", "postgres", "-d", "postgres", "-qc"];
  const run = (statement: string) => asAccount([...psql, statement]);
  await waitUntil("reach one's own Postgres", () => succeeds(run("select 1")));
  const { username, password } = POSTGRES_USER;
  await runCommand(run(`create role ${username} login superuser password '${password}'`));
  await runCommand(run(`create role ${POSTGRES_CERTIFIED} login`));
  const proxy = speaksTls ? null : stack.use(await tlsProxy({ port, certificate }));
  const owned = stack.move();
  return {
    port: proxy?.port ?? port,
    speaksTls,
    present: async (certificate) => {
      if (proxy) return await proxy.present(certificate);
      await install(data, certificates, certificate);
      await runCommand(run("select pg_reload_conf()"));
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/**
 * Creates a data folder with a PostgreSQL that was built with TLS (the one that `deno task services` fetches was not),
 * or with that one if there is no other.
 */
export async function initialise(
  data: string,
  given?: string,
): Promise<{ programs: string; speaksTls: boolean }> {
  const installed = await Array.fromAsync(Deno.readDir(DEBIAN)).catch(() => []);
  const onPath = findProgram("postgres");
  const candidates = given !== undefined ? [given] : [
    ...installed.map(({ name }) => `${DEBIAN}/${name}/bin`),
    ...(onPath ? [onPath.slice(0, onPath.lastIndexOf("/"))] : []),
    postgresPrograms(),
  ];
  for (const programs of candidates) {
    if (!await isFile(`${programs}/initdb`)) continue;
    const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"];
    await runCommand(asAccount([`${programs}/initdb`, ...initdb]), { cwd: "/" });
    const library = await runCommand(asAccount([`${programs}/postgres`, "-C", "ssl_library", "-D", data]), {
      cwd: "/",
    });
    const speaksTls = library.trim() !== "";
    if (speaksTls || programs === candidates.at(-1)) return { programs, speaksTls };
    await Deno.remove(data, { recursive: true });
  }
  throw new Error("Cannot start a Postgres of one's own: run `deno task services up --native`, which fetches one");
}

/** Behind the proxy every connection appears to be without TLS. */
function accessRules(speaksTls: boolean): string {
  const tls = speaksTls ? "hostssl" : "host";
  return [
    "local all postgres trust",
    `${tls} all ${POSTGRES_CERTIFIED} 127.0.0.1/32 cert`.replace("host all", "# host all"),
    `${tls} all all 127.0.0.1/32 scram-sha-256`,
    "",
  ].join("\n");
}

async function install(data: string, { caFile }: Certificates, { certFile, keyFile }: Certificate): Promise<void> {
  for (const [from, to] of [[certFile, "server.pem"], [keyFile, "server.key"], [caFile, "ca.pem"]] as const) {
    await writeAsAccount(`${data}/${to}`, await Deno.readTextFile(from));
  }
}

export async function writeAsAccount(path: string, text: string): Promise<void> {
  await Deno.writeTextFile(path, text, { mode: 0o600 });
  await giveToAccount(path);
}

export async function giveToAccount(path: string): Promise<void> {
  if (Deno.uid() === 0) await runCommand(["chown", `${ACCOUNT}:`, path]);
}

export function asAccount(command: readonly string[]): string[] {
  const as = ["setpriv", `--reuid=${ACCOUNT}`, `--regid=${ACCOUNT}`, "--init-groups"];
  return Deno.uid() === 0 ? [...as, ...command] : [...command];
}
