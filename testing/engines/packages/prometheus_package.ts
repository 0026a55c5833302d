import { servicesDirectory } from "../directory.ts";
import { findProgram } from "../find_program.ts";
import { runCommand } from "../run_command.ts";
import { createWhole } from "./create_whole.ts";
import { isFile } from "./is_file.ts";
import type { Missing } from "./missing.ts";
import type { Package } from "./package.ts";

/** Of Debian's package promtool alone is used: installing it would start a server where systemd runs. */
export const prometheusPackage: Package = {
  title: "promtool",
  through: "apt",
  installed: () => isFile(promtoolProgram()),
  missing(): Promise<Missing[]> {
    const present = prometheusPackage.installed() || (findProgram("apt-get") && findProgram("dpkg-deb"));
    const missing = {
      what: "promtool",
      purpose: "tries the alerts' rules",
      install: "sudo apt-get install prometheus",
    };
    return Promise.resolve(present ? [] : [missing]);
  },
  async install() {
    if (Deno.uid() === 0) await runCommand(["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "update"]);
    await createWhole(home(), async (folder) => {
      await Deno.mkdir(folder, { recursive: true });
      await runCommand(["apt-get", "-qq", "download", "prometheus"], { cwd: folder });
      const [archive] = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name.endsWith(".deb"));
      await runCommand(["dpkg-deb", "--extract", archive ?? "prometheus.deb", "."], { cwd: folder });
    });
  },
};

export function promtoolProgram(): string {
  return findProgram("promtool") ?? `${home()}/usr/bin/promtool`;
}

function home(): string {
  return `${servicesDirectory()}/packages/promtool`;
}
