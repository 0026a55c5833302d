export interface ProcessSpec {
  /** For messages: `kafka-1`, `redis-cluster 27103`. */
  readonly title: string;
  /** The kernel's program name (at most 15 characters); with the folder it identifies the process. */
  readonly program: string;
  /** Its working directory, used by no other process of that program. */
  readonly directory: string;
  readonly command: readonly string[];
  readonly ports: readonly number[];
  /** SIGTERM by default. */
  readonly stopSignal?: Deno.Signal;
}

/** Beside the folder, so that the log outlives the data. */
export function logFile(spec: ProcessSpec): string {
  return `${spec.directory}.log`;
}
