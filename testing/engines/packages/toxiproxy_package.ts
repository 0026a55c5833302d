import { servicesDirectory } from "../directory.ts";
import { findProgram } from "../find_program.ts";
import { runCommand } from "../run_command.ts";
import { VERSIONS } from "../versions.ts";
import type { Package } from "./package.ts";
import { isFile } from "./is_file.ts";

/** A proxy that delays or cuts connections, built from source because no package exists. */
export const toxiproxyPackage: Package = {
  title: "Toxiproxy",
  through: "go",
  installed: () => isFile(toxiproxyProgram()),
  missing() {
    const needed = !toxiproxyPackage.installed() && !findProgram("go");
    const go = { what: "go", purpose: "builds Toxiproxy and Compose", install: "sudo apt-get install golang-go" };
    return Promise.resolve(needed ? [go] : []);
  },
  async install() {
    await Deno.mkdir(home(), { recursive: true });
    const module = `github.com/Shopify/toxiproxy/v2/cmd/server@v${VERSIONS.toxiproxy}`;
    await runCommand(["go", "install", module], { env: { GOBIN: home() } });
    // Go names a program after its folder, and "server" is unclear in a list of processes.
    await Deno.rename(`${home()}/server`, toxiproxyProgram());
  },
};

export function toxiproxyProgram(): string {
  return `${home()}/toxiproxy`;
}

function home(): string {
  return `${servicesDirectory()}/packages/toxiproxy-${VERSIONS.toxiproxy}`;
}
