/** One process of an engine. */
export interface ProcessSpec {
  /** For messages: `kafka-1`, `redis-cluster 27103`. */
  readonly title: string;
  /** What the kernel calls the program (at most 15 characters); with the folder, it tells the process from others. */
  readonly program: string;
  /** The folder it works in, its alone: whatever program of that name works there is this process. */
  readonly directory: string;
  readonly command: readonly string[];
  /** Every port it listens on. */
  readonly ports: readonly number[];
  /** The signal that ends it in an orderly way; SIGTERM unless told. */
  readonly stopSignal?: Deno.Signal;
}

/** Where the output of a process goes: beside its folder, so that it outlives the data. */
export function logFile(spec: ProcessSpec): string {
  return `${spec.directory}.log`;
}
