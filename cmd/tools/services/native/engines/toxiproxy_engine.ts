import { HOST, PORTS } from "../../../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../../../testing/engines/directory.ts";
import { dataDirectory, type NativeEngine } from "../native_engine.ts";
import { toxiproxyProgram } from "../../../../../testing/engines/packages/toxiproxy_package.ts";

/** Toxiproxy without a proxy: each test makes its own, on a port of its own. */
export const toxiproxyEngine: NativeEngine = {
  name: "toxiproxy",
  processes: () => [{
    title: "Toxiproxy",
    program: "toxiproxy",
    directory: directory(),
    // It tells of every piece of every connection otherwise.
    command: ["env", "LOG_LEVEL=warn", toxiproxyProgram(), "-host", HOST, "-port", `${PORTS.toxiproxy}`],
    ports: [PORTS.toxiproxy],
  }],
  prepare: () => Deno.mkdir(directory(), { recursive: true }),
};

function directory(): string {
  return dataDirectory(servicesDirectory(), "toxiproxy");
}
