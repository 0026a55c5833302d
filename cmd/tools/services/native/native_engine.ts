import type { EngineName } from "../engine_name.ts";
import type { ProcessSpec } from "./process_spec.ts";

export interface NativeEngine {
  readonly name: EngineName;
  processes(): ProcessSpec[];
  /** Creates missing folders and settings; existing data stay. */
  prepare(): Promise<void>;
  /** Completes the start once its processes run; idempotent. `requireRunning` throws if one of them has exited. */
  complete?(requireRunning: () => Promise<void>): Promise<void>;
}

/** Deleted when the engines are taken down. */
export function dataDirectory(base: string, name: string): string {
  return `${base}/run/${name}`;
}
