import { CommandFailed } from "../../application/shared/fault.ts";

export class UnusableFile extends CommandFailed {
  override readonly name = "UnusableFile";

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`Cannot read ${path}: ${reason}`, options);
  }
}
