import { type Block, readBlocks } from "./read_blocks.ts";

/** A command block of a page, and how it is run. CONTRIBUTING.md lists the words. */
export interface Step {
  /** Of the block's fence. */
  readonly line: number;
  readonly script: string;
  /** `null`: it is not run, and says why. */
  readonly run: "to its end" | "in the background" | null;
  /** With the addresses of the real engines in place of those shown. */
  readonly engines: boolean;
  /** With a data folder that no `start` works on. */
  readonly stopped: boolean;
  /** The exit status that the page expects. */
  readonly status: number;
  /** The excerpt that the page shows of the output. */
  readonly shows: string | null;
}

/** The command blocks of a page, in order. Throws an error that names the line of a block that says it wrongly. */
export function stepsOf(markdown: string): Step[] {
  const blocks = readBlocks(markdown);
  return blocks.flatMap((block, index) => {
    const [language, ...words] = block.info;
    if (language !== "sh") return [];
    const next = blocks[index + 1];
    const shows = next?.followsBlock && next.info[0] === "text" ? next.text : null;
    return [{ line: block.line, script: block.text, shows, ...howToRun(block, words) }];
  });
}

function howToRun({ line }: Block, words: readonly string[]): Pick<Step, "run" | "engines" | "stopped" | "status"> {
  const how = { run: "to its end" as Step["run"], engines: false, stopped: false, status: 0 };
  for (let nth = 0; nth < words.length; nth++) {
    const word = words[nth]!;
    if (word === "no-run") {
      if (nth === words.length - 1) throw new Error(`Cannot tell why the block of line ${line} is not run`);
      return { ...how, run: null };
    }
    if (word === "background") how.run = "in the background";
    else if (word === "engines") how.engines = true;
    else if (word === "stopped") how.stopped = true;
    else if (word === "status") how.status = Number(words[++nth]);
    else throw new Error(`Cannot tell how to run the block of line ${line}: ${word}`);
  }
  if (!Number.isInteger(how.status)) throw new Error(`Cannot tell which status the block of line ${line} expects`);
  return how;
}

/** The tasks that a script runs. */
export function tasksOf(script: string): string[] {
  return [...script.matchAll(/\bdeno task ([a-z][a-z0-9-]*)/g)].map(([, task]) => task!);
}
