import { findProgram } from "../find_program.ts";
import { runCommand, succeeds } from "../run_command.ts";
import type { Missing } from "./missing.ts";

/** The reasons why Python packages cannot be fetched here. */
export async function missingForPip(purpose: string): Promise<Missing[]> {
  if (await succeeds(["python3", "-c", "import venv, ensurepip"])) return [];
  return [{ what: "python3 with venv", purpose, install: "sudo apt-get install python3-venv" }];
}

/** Installs packages (`name==version`) with their dependencies into a virtual environment. */
export async function pipInstallWhole(venv: string, requirements: readonly string[]): Promise<void> {
  await runCommand([findProgram("python3") ?? "python3", "-m", "venv", "--clear", venv]);
  await runCommand([`${venv}/bin/pip`, "install", "--quiet", ...requirements]);
}

/** Installs one package (`name==version`) without dependencies into a virtual environment. */
export async function pipInstall(venv: string, requirement: string): Promise<void> {
  await runCommand([findProgram("python3") ?? "python3", "-m", "venv", "--clear", venv]);
  await runCommand([`${venv}/bin/pip`, "install", "--quiet", "--no-deps", requirement]);
}
