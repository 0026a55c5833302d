import { freePorts } from "./free_ports.ts";
import { pgbouncerProgram } from "./packages/pgbouncer_package.ts";
import { runCommand } from "./run_command.ts";
import { waitUntil } from "./wait_until.ts";

interface TemporaryPgbouncer extends AsyncDisposable {
  /** The same database, through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
  /** @param password another one from now on, of the account */
  start(password?: string): Promise<void>;
}

interface PoolerOptions {
  readonly mode?: "transaction" | "session";
  /** Sessions of the server. */
  readonly sessions?: number;
  /** Who may come in, by which password; otherwise anybody. */
  readonly account?: { readonly name: string; readonly password: string };
}

/** Refuses to run as root. */
const ACCOUNT = "postgres";

/** A pooler of one test before a database; without prepared statements, as most are. */
export async function temporaryPgbouncer(
  databaseUrl: string,
  { mode = "transaction", sessions = 20, account }: PoolerOptions = {},
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
auth_type = ${account ? "plain" : "any"}
auth_file = ${account ? `${folder}/users` : ""}
pool_mode = ${mode}
default_pool_size = ${sessions}
max_client_conn = 500
ignore_startup_parameters = extra_float_digits
`;
  await Deno.writeTextFile(`${folder}/pgbouncer.ini`, settings);
  const asRoot = Deno.uid() === 0;
  let running: Deno.ChildProcess | null = null;
  const start = async (password = account?.password) => {
    if (running) return;
    if (account) await Deno.writeTextFile(`${folder}/users`, `"${account.name}" "${password}"\n`);
    if (asRoot) await runCommand(["chown", "-R", `${ACCOUNT}:`, folder]);
    running = new Deno.Command(program, {
      args: ["-q", ...(asRoot ? ["-u", ACCOUNT] : []), `${folder}/pgbouncer.ini`],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    await waitUntil("reach one's own PgBouncer", async () => {
      (await Deno.connect({ hostname: "127.0.0.1", port: own })).close();
      return true;
    });
  };
  const stop = async () => {
    running?.kill("SIGTERM");
    await running?.status;
    running = null;
  };
  stack.defer(stop);
  await start();
  const owned = stack.move();
  return {
    url: Object.assign(new URL(databaseUrl), {
      host: `127.0.0.1:${own}`,
      ...(account ? { username: account.name } : {}),
    }).href,
    stop,
    start,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
