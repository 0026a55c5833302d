import { servicesDirectory } from "../directory.ts";
import { findProgram } from "../find_program.ts";
import { VERSIONS } from "../versions.ts";
import type { Package } from "./package.ts";
import { isFile } from "./is_file.ts";
import { missingForPip, pipInstallWhole } from "./pip.ts";

/** Generates calls from an OpenAPI document and checks the answers. */
export const schemathesisPackage: Package = {
  title: "schemathesis",
  through: "pip",
  installed: () => isFile(schemathesisProgram()),
  missing: async () => schemathesisPackage.installed() ? [] : await missingForPip("fetches schemathesis"),
  install: () => pipInstallWhole(home(), [`schemathesis==${VERSIONS.schemathesis}`]),
};

/** The machine's own program, else the fetched one. */
export function schemathesisProgram(): string {
  return findProgram("schemathesis") ?? `${home()}/bin/schemathesis`;
}

function home(): string {
  return `${servicesDirectory()}/packages/schemathesis-${VERSIONS.schemathesis}`;
}
