import type { DenoOptions } from "./suite.ts";

/** The forms that `describe` and `it` can be called in; `Options` are those of the one or the other. */
export type Arguments<Body, Options extends DenoOptions> =
  | [name: string, fn: Body]
  | [fn: Body]
  | [name: string, options: Options & { fn: Body }]
  | [name: string, options: Options, fn: Body]
  | [options: Options & { name: string; fn: Body }]
  | [options: Options & { name: string }, fn: Body];

/** The same, whatever form it came in. */
export interface Parsed<Body, Options> {
  readonly name: string;
  readonly options: Options;
  readonly body: Body;
}

/** Sorts the arguments out by their types: a text is the name, a function the body, an object the options. */
export function parseArguments<
  Body extends (...args: never[]) => unknown,
  Options extends DenoOptions,
>(args: Arguments<Body, Options>): Parsed<Body, Options> {
  let name: string | undefined;
  let body: Body | undefined;
  let options = {} as Options & { name?: string; fn?: Body };
  for (const arg of args) {
    if (typeof arg === "string") name = arg;
    else if (typeof arg === "function") body = arg;
    else options = arg;
  }
  const { name: named, fn, ...rest } = options;
  const found = body ?? fn;
  if (!found) throw new TypeError("Missing test function");
  return {
    name: name ?? named ?? found.name,
    options: rest as unknown as Options,
    body: found,
  };
}
