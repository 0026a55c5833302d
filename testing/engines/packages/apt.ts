import { findProgram } from "../find_program.ts";
import { runCommand } from "../run_command.ts";
import type { Missing } from "./missing.ts";

/** The reasons why a Debian package cannot be installed here; requires root. */
export function missingForApt(name: string, purpose: string): Missing[] {
  if (findProgram("apt-get") && Deno.uid() === 0) return [];
  return [{ what: name, purpose, install: `sudo apt-get install ${name}` }];
}

/** Installs a Debian package without prompting. */
export async function aptInstall(name: string): Promise<void> {
  const apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"] as const;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runCommand([...apt, "update"], { env });
  await runCommand([...apt, "install", "--yes", "--no-install-recommends", name], { env });
}
