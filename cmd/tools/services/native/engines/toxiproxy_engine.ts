import { HOST, PORTS } from "../../../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../../../testing/engines/directory.ts";
import { dataDirectory, type NativeEngine } from "../native_engine.ts";
import { toxiproxyProgram } from "../../../../../testing/engines/packages/toxiproxy_package.ts";

/** Without proxies: each test creates its own, on its own port. */
export const toxiproxyEngine: NativeEngine = {
  name: "toxiproxy",
  processes: () => [{
    title: "Toxiproxy",
    program: "toxiproxy",
    directory: directory(),
    // By default it logs every connection.
    command: ["env", "LOG_LEVEL=warn", toxiproxyProgram(), "-host", HOST, "-port", `${PORTS.toxiproxy}`],
    ports: [PORTS.toxiproxy],
  }],
  prepare: () => Deno.mkdir(directory(), { recursive: true }),
};

function directory(): string {
  return dataDirectory(servicesDirectory(), "toxiproxy");
}
