import { findProgram } from "../find_program.ts";
import type { Package } from "./package.ts";
import { aptInstall, missingForApt } from "./apt.ts";

export const pgbouncerPackage: Package = {
  title: "PgBouncer",
  through: "apt",
  installed: () => pgbouncerProgram() !== undefined,
  missing: () =>
    Promise.resolve(pgbouncerPackage.installed() ? [] : missingForApt("pgbouncer", "the tests behind a pooler")),
  install: () => aptInstall("pgbouncer"),
};

/** Debian installs it where only root's PATH leads. */
export function pgbouncerProgram(): string | undefined {
  return findProgram("pgbouncer") ?? findProgram("pgbouncer", "/usr/sbin");
}
