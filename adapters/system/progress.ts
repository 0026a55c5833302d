import cliProgress from "cli-progress";

export interface Progress {
  /** Another `name` ends the previous stage; `total` is `null` if unknown. Cheap enough for every row. */
  show(name: string, done: number, total: number | null): void;
  /** Restores the terminal. */
  end(): void;
}

interface ProgressOptions {
  readonly silent?: boolean;
  readonly unit: string;
  /** Default: whether stderr is a terminal. */
  readonly terminal?: boolean;
  readonly now?: () => number;
  readonly write?: (line: string) => void;
}

interface Stage {
  readonly name: string;
  readonly began: number;
  /** Earlier runs do not affect the rate. */
  readonly first: number;
  done: number;
  total: number | null;
  shown: number;
}

const LINE_EVERY_MS = 5_000;
const BAR_EVERY_MS = 200;

/** On stderr: a bar on a terminal, otherwise lines every few seconds. */
export function createProgress(options: ProgressOptions): Progress {
  if (options.silent) return { show() {}, end() {} };
  const { unit, now = () => performance.now(), write = console.error } = options;
  const display = options.terminal ?? Deno.stderr.isTerminal() ? new BarDisplay() : new LineDisplay(write);
  let stage: Stage | null = null;

  const end = () => {
    if (stage) display.finish(stage, describe(stage, unit, now()));
    stage = null;
  };
  return {
    show(name, done, total) {
      const at = now();
      if (stage?.name !== name) {
        end();
        stage = { name, began: at, first: done, done, total, shown: at };
        display.begin(stage, describe(stage, unit, at));
      }
      Object.assign(stage!, { done, total });
      if (at - stage!.shown < display.everyMs) return;
      stage!.shown = at;
      display.update(stage!, describe(stage!, unit, at));
    },
    end,
  };
}

/** "12,000 of 541,909 lines (2 %), 3,400/s, 2 min 35 s left". */
function describe({ began, first, done, total }: Stage, unit: string, at: number): string {
  const count = (number: number) => Math.round(number).toLocaleString("en-US");
  const share = total ? ` (${Math.floor((done / total) * 100)} %)` : "";
  const parts = [total === null ? `${count(done)} ${unit}` : `${count(done)} of ${count(total)} ${unit}${share}`];
  const seconds = (at - began) / 1000;
  const rate = seconds > 0 ? (done - first) / seconds : 0;
  if (rate > 0) parts.push(`${count(rate)}/s`);
  if (rate > 0 && total !== null && total > done) parts.push(`${duration((total - done) / rate)} left`);
  return parts.join(", ");
}

/** "45 s", "2 min 35 s", "3 h 4 min". */
function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}

interface Display {
  readonly everyMs: number;
  begin(stage: Stage, text: string): void;
  update(stage: Stage, text: string): void;
  finish(stage: Stage, text: string): void;
}

class LineDisplay implements Display {
  readonly everyMs = LINE_EVERY_MS;
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  begin(): void {}

  update({ name }: Stage, text: string): void {
    this.#write(`${name}: ${text}`);
  }

  finish({ name }: Stage, text: string): void {
    this.#write(`${name}: ${text}`);
  }
}

class BarDisplay implements Display {
  readonly everyMs = BAR_EVERY_MS;
  readonly #bar = new cliProgress.SingleBar({
    format: "{name} {bar} {text}",
    barsize: 24,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    gracefulExit: false,
    emptyOnZero: true,
  });

  begin({ name, done, total }: Stage, text: string): void {
    this.#bar.start(total ?? 1, total === null ? 0 : done, { name, text });
  }

  update({ done, total }: Stage, text: string): void {
    this.#bar.setTotal(total ?? 1);
    this.#bar.update(total === null ? 0 : done, { text });
  }

  finish(stage: Stage, text: string): void {
    this.update(stage, text);
    this.#bar.stop();
  }
}
