import type { EngineName } from "./engine_name.ts";

export type Say = (line: string) => void;

/** Every method returns once its effect is visible: a started engine answers, a stopped one is gone. */
export interface EngineHost {
  /** Starts every engine that is not up, installing it first if missing. */
  up(say: Say): Promise<void>;
  /** Stops every engine and deletes its data. Does nothing if none runs. */
  down(): Promise<void>;
  /** Engines with a running process, whether or not it answers. */
  running(): Promise<EngineName[]>;
  /** Restarts one engine with its data. */
  start(name: EngineName): Promise<void>;
  /** Stops one engine gracefully. */
  stop(name: EngineName): Promise<void>;
  /** Kills one engine by SIGKILL; its data stay. */
  kill(name: EngineName): Promise<void>;
}
