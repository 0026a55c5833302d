import { freePorts } from "./free_ports.ts";
import { pgbouncerProgram } from "./packages/pgbouncer_package.ts";
import { runCommand } from "./run_command.ts";
import { waitUntil } from "./wait_until.ts";

interface TemporaryPgbouncer extends AsyncDisposable {
  /** The same database, through the pooler. */
  readonly url: string;
}

interface PoolerOptions {
  readonly mode?: "transaction" | "session";
  /** Sessions of the server. */
  readonly sessions?: number;
}

/** Refuses to run as root. */
const ACCOUNT = "postgres";

/** A pooler of one test before a database; without prepared statements, as most are. */
export async function temporaryPgbouncer(
  databaseUrl: string,
  { mode = "transaction", sessions = 20 }: PoolerOptions = {},
): Promise<TemporaryPgbouncer> {
  const program = pgbouncerProgram();
  if (!program) throw new Error("Cannot start PgBouncer: run `deno task services up`, which installs it");
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "own-pgbouncer-" });
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  const { hostname, port, username } = new URL(databaseUrl);
  const own = freePorts(1)[0]!;
  // "any" logs every client in as the user of the server's address.
  const settings = `
[databases]
* = host=${hostname} user=${username} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = any
auth_file =
pool_mode = ${mode}
default_pool_size = ${sessions}
max_client_conn = 500
ignore_startup_parameters = extra_float_digits
`;
  await Deno.writeTextFile(`${folder}/pgbouncer.ini`, settings);
  const asRoot = Deno.uid() === 0;
  if (asRoot) await runCommand(["chown", "-R", `${ACCOUNT}:`, folder]);
  const pooler = new Deno.Command(program, {
    args: ["-q", ...(asRoot ? ["-u", ACCOUNT] : []), `${folder}/pgbouncer.ini`],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  stack.defer(async () => {
    pooler.kill("SIGTERM");
    await pooler.status;
  });
  await waitUntil("reach one's own PgBouncer", async () => {
    (await Deno.connect({ hostname: "127.0.0.1", port: own })).close();
    return true;
  });
  const owned = stack.move();
  return {
    url: Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${own}` }).href,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
