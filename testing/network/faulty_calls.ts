export type Fault = "500" | "429" | "slow" | "answer_lost" | "refused" | "unauthorized";
type Refusal = "500" | "unauthorized" | "refused";

/** The calls of a server on loopback, and what goes wrong with them. Tests write to it. */
export class FaultyCalls {
  readonly calls: string[] = [];
  /** Applied to the next changing calls, in order. */
  readonly faults: Fault[] = [];
  /** Held back until it resolves, when set; before the call is carried out, or after it. */
  barrier: ((call: string, when: "before" | "after") => Promise<void> | void) | null = null;
  token: string | null;
  readonly #refusals: Readonly<Record<Refusal, () => Response>>;
  readonly #stopping = new AbortController();

  /** @param refusals how the server's protocol puts them */
  constructor(token: string | null, refusals: Readonly<Record<Refusal, () => Response>>) {
    this.token = token;
    this.#refusals = refusals;
  }

  async begin(call: string): Promise<void> {
    this.calls.push(call);
    await this.barrier?.(call, "before");
  }

  /** Carries out a call, unless its fault is a refusal. */
  async answer(call: string, fault: Fault | undefined, carryOut: () => Promise<Response>): Promise<Response> {
    switch (fault) {
      case "500":
      case "unauthorized":
      case "refused":
        return this.#refusals[fault]();
      case "429":
        return new Response("slow down", { status: 429, headers: { "retry-after": "0" } });
      case "slow":
        await new Promise((resolve) => this.#stopping.signal.addEventListener("abort", resolve));
    }
    const answer = await carryOut();
    await this.barrier?.(call, "after");
    if (fault !== "answer_lost") return answer;
    return new Response(new ReadableStream({ start: (stream) => stream.error(new Error("lost")) }));
  }

  /** Ends what is slow. */
  stop(): void {
    this.#stopping.abort();
  }
}
