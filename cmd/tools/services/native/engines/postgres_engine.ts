import { HOST, PORTS } from "../../../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../../../testing/engines/directory.ts";
import { runCommand, succeeds } from "../../../../../testing/engines/run_command.ts";
import { createWhole } from "../../../../../testing/engines/packages/create_whole.ts";
import { findProcesses } from "../find_processes.ts";
import { dataDirectory, type NativeEngine } from "../native_engine.ts";
import { postgresPrograms } from "../../../../../testing/engines/packages/postgres_package.ts";
import type { ProcessSpec } from "../process_spec.ts";

/** PostgreSQL refuses to run as root; this account is created if missing. */
const ACCOUNT = "postgres";

/** Not durable unless `PGFSYNC=on`: tests are several times faster, and a crash of the machine loses their data. */
export const postgresEngine: NativeEngine = {
  name: "postgres",
  processes: () => [server()],
  async prepare() {
    await createWhole(directory(), async (path) => {
      await Deno.mkdir(path, { recursive: true });
      if (Deno.uid() === 0) await giveToAccount(path);
      const initdb = [`${postgresPrograms()}/initdb`, "-D", path, "-U", "postgres", "-A", "trust"];
      await runCommand([...as(), ...initdb, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"], { cwd: "/" });
    });
    if ((await findProcesses(server())).length === 0) await forgetKilledServer();
  },
};

function server(): ProcessSpec {
  const settings = {
    port: PORTS.postgres,
    listen_addresses: HOST,
    unix_socket_directories: "",
    fsync: Deno.env.get("PGFSYNC") ?? "off",
    max_connections: 200,
    timezone: "UTC",
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  return {
    title: "PostgreSQL",
    program: "postgres",
    directory: directory(),
    command: [...as(), `${postgresPrograms()}/postgres`, "-D", directory(), ...options],
    ports: [PORTS.postgres],
    // Fast shutdown: cuts connections. SIGTERM would wait for every client to leave.
    stopSignal: "SIGINT",
  };
}

/** A killed server's pid file stops the next one while any process has that id, even a foreign or unreaped one. */
async function forgetKilledServer(): Promise<void> {
  await Deno.remove(`${directory()}/postmaster.pid`).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}

function directory(): string {
  return dataDirectory(servicesDirectory(), "postgres");
}

function as(): string[] {
  return Deno.uid() === 0 ? ["setpriv", `--reuid=${ACCOUNT}`, `--regid=${ACCOUNT}`, "--init-groups"] : [];
}

async function giveToAccount(path: string): Promise<void> {
  if (!await succeeds(["id", ACCOUNT])) {
    await runCommand(["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]);
  }
  await runCommand(["chown", `${ACCOUNT}:`, path]);
  if (await succeeds([...as(), "test", "-x", path])) return;
  throw new Error(
    `Cannot start PostgreSQL: the account ${ACCOUNT} may not enter ${path}; ` +
      "set TILLSTREAM_SERVICES_DIR to a folder that everyone may enter",
  );
}
