export interface Missing {
  readonly what: string;
  readonly purpose: string;
  /** The command that installs it on Debian and Ubuntu. */
  readonly install: string;
}

/** Lists everything that is missing at once. */
export class MissingPrerequisites extends Error {
  override readonly name = "MissingPrerequisites";

  constructor(readonly missing: readonly Missing[]) {
    const width = (key: keyof Missing) => Math.max(...missing.map((item) => item[key].length)) + 2;
    super([
      `Cannot start the engines: ${missing.length === 1 ? "a program is" : `${missing.length} programs are`} missing`,
      ...missing.map((item) => item.what.padEnd(width("what")) + item.purpose.padEnd(width("purpose")) + item.install),
      "Install what is named (the commands are those of Debian and Ubuntu), or start a Docker engine, which needs none of it",
    ].join("\n  "));
  }
}
