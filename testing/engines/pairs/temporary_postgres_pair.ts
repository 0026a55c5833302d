import { freePorts } from "../free_ports.ts";
import { runCommand, succeeds } from "../run_command.ts";
import { asAccount, giveToAccount, initialise, writeAsAccount } from "../temporary_postgres.ts";
import { waitUntil } from "../wait_until.ts";

/** A primary and its standby, which follows it, without loss at an orderly failover. */
export interface TemporaryPostgresPair extends AsyncDisposable {
  /** `127.0.0.1:port`; the user is "postgres", without a password. */
  readonly first: string;
  readonly second: string;
  /** The standby becomes the primary, and the primary comes back as its standby. Returns the new primary's address. */
  failOver(): Promise<string>;
  /** The primary, by its fast shutdown. */
  stop(): Promise<void>;
  /** The primary, all its processes by SIGKILL. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

interface PairOptions {
  /** The folder of its programs; default: any that has TLS. */
  readonly programs?: string;
  readonly connections?: number;
}

export async function temporaryPostgresPair(
  { programs: given, connections = 100 }: PairOptions = {},
): Promise<TemporaryPostgresPair> {
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "own-postgres-pair-" });
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  await giveToAccount(folder);
  const [one, other] = freePorts(2) as [number, number];
  const first = `${folder}/first`;
  const { programs } = await initialise(first, given);
  await writeAsAccount(
    `${first}/pg_hba.conf`,
    "local all all trust\nhost all all 127.0.0.1/32 trust\n" +
      "host replication all 127.0.0.1/32 trust\n",
  );
  const run = (program: string, ...args: string[]) => asAccount([`${programs}/${program}`, ...args]);
  const reach = async (port: number) => {
    const command = run(
      "psql",
      "-h",
      "127.0.0.1",
      "-p",
      `${port}`,
      "-U",
      "postgres",
      "-d",
      "postgres",
      "-qc",
      "select 1",
    );
    await waitUntil("reach one of two Postgres", () => succeeds(command));
  };
  interface Server {
    readonly data: string;
    readonly port: number;
    readonly upstream: number;
    process: Deno.ChildProcess | null;
  }
  const start = async (server: Server) => {
    if (server.process) return;
    const { data, port, upstream } = server;
    const settings = [
      ...[`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off"],
      ...[`max_connections=${connections}`, `primary_conninfo=host=127.0.0.1 port=${upstream} user=postgres`],
    ];
    const [program, ...args] = run("postgres", "-D", data, ...settings.flatMap((one) => ["-c", one]));
    const quiet = { cwd: "/", stdin: "null", stdout: "null", stderr: "null" } as const;
    server.process = new Deno.Command(program!, { args, ...quiet }).spawn();
    await reach(port).catch(async (error) => {
      await stop(server);
      throw error;
    });
  };
  const stop = async (server: Server) => {
    const { process } = server;
    server.process = null;
    process?.kill("SIGINT");
    await process?.status;
  };
  let primary: Server = { data: first, port: one, upstream: other, process: null };
  let standby: Server = { data: `${folder}/second`, port: other, upstream: one, process: null };
  stack.defer(async () => void await Promise.all([primary, standby].map(stop)));
  await start(primary);
  const copy = ["-h", "127.0.0.1", "-p", `${one}`, "-U", "postgres", "-X", "stream", "-c", "fast"];
  await runCommand(run("pg_basebackup", ...copy, "-D", standby.data, "-R"), { cwd: "/" });
  await start(standby);
  const owned = stack.move();
  return {
    first: `127.0.0.1:${one}`,
    second: `127.0.0.1:${other}`,
    failOver: async () => {
      // Its last records reach the standby before it ends.
      await stop(primary);
      await runCommand(run("pg_ctl", "promote", "-w", "-D", standby.data), { cwd: "/" });
      await writeAsAccount(`${primary.data}/standby.signal`, "");
      [primary, standby] = [standby, primary];
      await start(standby);
      return `127.0.0.1:${primary.port}`;
    },
    stop: () => stop(primary),
    kill: async () => {
      const { process, data } = primary;
      primary.process = null;
      if (!process) return;
      await killWithChildren(process.pid);
      await process.status;
      await Deno.remove(`${data}/postmaster.pid`).catch(() => {});
    },
    start: () => start(primary),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function killWithChildren(pid: number): Promise<void> {
  const children = await Deno.readTextFile(`/proc/${pid}/task/${pid}/children`).catch(() => "");
  for (const each of [pid, ...children.trim().split(" ").filter(Boolean).map(Number)]) {
    try {
      Deno.kill(each, "SIGKILL");
    } catch { // It has ended.
    }
  }
}
