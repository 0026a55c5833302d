import { servicesDirectory } from "../directory.ts";
import { findProgram } from "../find_program.ts";
import { VERSIONS } from "../versions.ts";
import type { Package } from "./package.ts";
import { isFile } from "./is_file.ts";
import { missingForPip, pipInstallWhole } from "./pip.ts";

/** Validates the CloudFormation template. */
export const cfnLintPackage: Package = {
  title: "cfn-lint",
  through: "pip",
  installed: () => isFile(cfnLintProgram()),
  missing: async () => cfnLintPackage.installed() ? [] : await missingForPip("fetches cfn-lint"),
  install: () => pipInstallWhole(home(), [`cfn-lint==${VERSIONS.cfnLint}`]),
};

/** The machine's own program, else the fetched one. */
export function cfnLintProgram(): string {
  return findProgram("cfn-lint") ?? `${home()}/bin/cfn-lint`;
}

function home(): string {
  return `${servicesDirectory()}/packages/cfn-lint-${VERSIONS.cfnLint}`;
}
