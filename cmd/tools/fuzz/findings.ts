export interface Failure {
  readonly operation: string;
  readonly check: string;
  readonly message: string;
  readonly status: number | null;
  readonly call: string;
  readonly times: number;
}

export interface OperationFigures {
  readonly operation: string;
  readonly cases: number;
  /** Cases with a failure, including those of shrinking. */
  readonly failedCases: number;
  readonly statuses: Readonly<Record<string, number>>;
}

// deno-lint-ignore no-explicit-any -- events are looked at field by field
type Event = any;

const LONGEST_CALL = 600;
/** Sequences of calls belong to no single operation. */
const CHAINS = "Stateful tests";

/** Adds up schemathesis' events, one JSON document a line. */
export class Findings {
  readonly #operations = new Map<string, { cases: number; failedCases: number; statuses: Record<string, number> }>();
  readonly #failures = new Map<string, Failure>();
  readonly #errors: string[] = [];
  #checks = 0;

  take(event: Event): void {
    if (event.NonFatalError) this.#errors.push(`${event.NonFatalError.label}: ${event.NonFatalError.value.message}`);
    if (event.FatalError) this.#errors.push(String(event.FatalError.exception?.message ?? "it broke off"));
    const { recorder } = event.ScenarioFinished ?? {};
    if (recorder) this.#takeScenario(recorder);
  }

  get cases(): number {
    return this.operations.reduce((sum, { cases }) => sum + cases, 0);
  }

  get checks(): number {
    return this.#checks;
  }

  get operations(): OperationFigures[] {
    return [...this.#operations].map(([operation, figures]) => ({ operation, ...figures }))
      .sort((a, b) => a.operation < b.operation ? -1 : 1);
  }

  get failures(): Failure[] {
    return [...this.#failures.values()];
  }

  get errors(): readonly string[] {
    return this.#errors;
  }

  #takeScenario({ label, cases = {}, checks = {}, interactions = {} }: Event): void {
    for (const [id, { value }] of Object.entries<Event>(cases)) {
      const response = interactions[id]?.response;
      if (!interactions[id]) continue;
      const operation = label === CHAINS ? `${value.method} ${value.path}` : label;
      const figures = this.#figuresOf(operation);
      figures.cases++;
      const status = String(response?.status_code ?? "none");
      figures.statuses[status] = (figures.statuses[status] ?? 0) + 1;
      const results: Event[] = checks[id] ?? [];
      this.#checks += results.length;
      const failed = results.filter((result) => result.status === "failure");
      if (failed.length > 0) figures.failedCases++;
      for (const { name, failure_info } of failed) {
        this.#addFailure({
          operation,
          check: name,
          message: String(failure_info?.failure?.message || failure_info?.failure?.title || name),
          status: response?.status_code ?? null,
          call: describeCall(interactions[id].request, value),
          times: 1,
        });
      }
    }
  }

  #figuresOf(operation: string) {
    const known = this.#operations.get(operation);
    if (known) return known;
    const fresh = { cases: 0, failedCases: 0, statuses: {} as Record<string, number> };
    this.#operations.set(operation, fresh);
    return fresh;
  }

  #addFailure(failure: Failure): void {
    const key = `${failure.operation} ${failure.check} ${failure.status}`;
    const known = this.#failures.get(key);
    this.#failures.set(key, known ? { ...known, times: known.times + 1 } : failure);
  }
}

function describeCall(request: Event, value: Event): string {
  const headers = Object.entries(value.headers ?? {}).map(([name, text]) => ` ${name}: ${text}`).join("");
  const body = value.body === undefined ? "" : ` ${JSON.stringify(value.body)}`;
  return `${request.method} ${request.uri}${headers}${body}`.slice(0, LONGEST_CALL);
}
