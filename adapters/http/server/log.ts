/** Where the edge tells what happened, as pino and its kin take it. Never given names, addresses or bodies. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
