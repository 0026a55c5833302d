export class UnusableFile extends Error {
  override readonly name = "UnusableFile";

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`Cannot read ${path}: ${reason}`, options);
  }
}
