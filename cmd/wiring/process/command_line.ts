interface Explained {
  /** What it does, and what holds without it. */
  readonly about: string;
  /** Taken and not shown: an old name. */
  readonly hidden?: boolean;
}

export type Flag =
  & Explained
  & (
    | { readonly type: "boolean" }
    /** `value` stands for what follows it: FILE, N. */
    | { readonly type: "string"; readonly value: string; readonly multiple?: boolean }
  );

export type Flags = Readonly<Record<string, Flag>>;

/** Its arguments behind the command's name, what becomes of them, and settings before the name. */
type Example = readonly [args: string, about: string, settings?: string];

/** All that `--help`, completions and the parser know of a command. */
export interface CommandLine<F extends Flags = Flags> {
  readonly name: string;
  /** What may stand behind the name, a line a form; "" where nothing may. */
  readonly usage: string;
  /** Paragraphs are separated by empty lines. */
  readonly description: string;
  /** What its first argument may be: names, and what each does. */
  readonly words?: Readonly<Record<string, string>>;
  readonly flags: F;
  readonly positionals?: boolean;
  /** Behind the options, such as what an exit status says. */
  readonly notes?: string;
  readonly examples: readonly [Example, Example, ...Example[]];
}

export interface Command<F extends Flags = Flags> extends CommandLine<F> {
  /** Runs until it is told to stop: it waits for engines that are unreachable, where a command fails. */
  readonly longRunning?: boolean;
  /** The flag with which alone it does. */
  readonly longRunningWith?: string;
  readonly hasApi?: boolean;
}

export const JSON_FLAG = { type: "boolean", about: "print one JSON document, and no progress" } as const;
/** Of a command without progress. */
export const JSON_REPORT_FLAG = { type: "boolean", about: "print one JSON document" } as const;
export const ONCE_FLAG = { type: "boolean", about: "one round, then end" } as const;
