import { servicesDirectory } from "../directory.ts";
import { VERSIONS } from "../versions.ts";
import type { Package } from "./package.ts";
import { isFile } from "./is_file.ts";
import { missingForPip, pipInstallWhole } from "./pip.ts";

/** moto's server, which implements S3. */
export const motoPackage: Package = {
  title: "moto",
  through: "pip",
  installed: () => isFile(motoProgram()),
  missing: async () => motoPackage.installed() ? [] : await missingForPip("fetches moto"),
  install: () => pipInstallWhole(home(), [`moto==${VERSIONS.moto}`, ...VERSIONS.motoNeeds]),
};

export function motoProgram(): string {
  return `${home()}/bin/moto_server`;
}

function home(): string {
  return `${servicesDirectory()}/packages/moto-${VERSIONS.moto}`;
}
