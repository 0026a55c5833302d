import { freePorts } from "../free_ports.ts";
import { runCommand, succeeds } from "../run_command.ts";
import { asAccount, giveToAccount, initialise, writeAsAccount } from "../temporary_postgres.ts";
import { waitUntil } from "../wait_until.ts";

/** A primary and its standby. */
interface TemporaryPostgresPair extends AsyncDisposable {
  /** `127.0.0.1:port`; the user is "postgres", without a password. */
  readonly first: string;
  readonly second: string;
  /** The second server becomes the primary, and the first comes back as a standby. */
  failOver(): Promise<void>;
}

export async function temporaryPostgresPair(): Promise<TemporaryPostgresPair> {
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "own-postgres-pair-" });
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  await giveToAccount(folder);
  const [one, other] = freePorts(2) as [number, number];
  const first = `${folder}/first`;
  const { programs } = await initialise(first);
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
  const start = async (data: string, port: number) => {
    const settings = [`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off"];
    const [program, ...args] = run("postgres", "-D", data, ...settings.flatMap((one) => ["-c", one]));
    const quiet = { cwd: "/", stdin: "null", stdout: "null", stderr: "null" } as const;
    const server = new Deno.Command(program!, { args, ...quiet }).spawn();
    const stop = async () => {
      server.kill("SIGINT");
      await server.status;
    };
    await reach(port).catch(async (error) => {
      await stop();
      throw error;
    });
    return stop;
  };
  let stopFirst = await start(first, one);
  stack.defer(() => stopFirst());
  const second = `${folder}/second`;
  const copy = ["-h", "127.0.0.1", "-p", `${one}`, "-U", "postgres", "-D", second, "-R", "-X", "stream", "-c", "fast"];
  await runCommand(run("pg_basebackup", ...copy), { cwd: "/" });
  stack.defer(await start(second, other));
  const owned = stack.move();
  return {
    first: `127.0.0.1:${one}`,
    second: `127.0.0.1:${other}`,
    failOver: async () => {
      await runCommand(run("pg_ctl", "promote", "-D", second), { cwd: "/" });
      await stopFirst();
      await writeAsAccount(`${first}/standby.signal`, "");
      stopFirst = await start(first, one);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
