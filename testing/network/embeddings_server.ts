import { LexicalEmbedder } from "../../adapters/system/lexical_embedder.ts";

interface EmbeddingsCall {
  readonly model: string;
  readonly input: readonly string[];
  readonly encoding_format?: string;
  readonly dimensions?: number;
  readonly authorization: string | null;
  readonly at: number;
}

export interface EmbeddingsServer extends AsyncDisposable {
  /** For `OPENAI_BASE_URL`. */
  readonly url: string;
  readonly calls: readonly EmbeddingsCall[];
  /** Answers the next calls with these, in order; `null` answers as usual. */
  next(...answers: (((call: EmbeddingsCall, request: Request) => Response | Promise<Response>) | null)[]): void;
}

interface EmbeddingsServerOptions {
  readonly key?: string;
  readonly model?: string;
  readonly dimensions?: number;
}

/** A loopback server with the embeddings API; its vectors are derived from the words. */
export function embeddingsServer(options: EmbeddingsServerOptions = {}): EmbeddingsServer {
  const { key = "sk-test", model = "text-embedding-3-small", dimensions = 1_536 } = options;
  const calls: EmbeddingsCall[] = [];
  const planned: Parameters<EmbeddingsServer["next"]> = [];
  const words = new LexicalEmbedder();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    if (new URL(request.url).pathname !== "/v1/embeddings") return apiError(404, "no such address", "not_found");
    const authorization = request.headers.get("authorization");
    const body = await request.json().catch(() => null);
    // The client disconnected during its request.
    if (body === null) return apiError(400, "no JSON", "invalid_input");
    const call: EmbeddingsCall = { ...body, authorization, at: performance.now() };
    calls.push(call);
    const answer = planned.shift();
    if (answer) return await answer(call, request);
    if (authorization !== `Bearer ${key}`) {
      return apiError(401, `Incorrect API key provided: ${authorization}`, "invalid_api_key");
    }
    if (call.model !== model) return apiError(404, `The model ${call.model} does not exist`, "model_not_found");
    if (call.input.length > 2_048 || call.input.includes("")) {
      return apiError(400, "'input' is invalid", "invalid_input");
    }
    const vectors = await words.embed(call.input);
    const data = vectors.map((vector, index) => {
      const values = vector.slice(0, call.dimensions ?? dimensions);
      // The API does not promise the order or the length of vectors.
      const embedding = values.map((value) => value * 2);
      return { object: "embedding", index, embedding: encode(embedding, call.encoding_format) };
    });
    return Response.json({
      object: "list",
      data: data.toReversed(),
      model,
      usage: { prompt_tokens: 1, total_tokens: 1 },
    });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/v1`,
    calls,
    next: (...answers) => void planned.push(...answers),
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** An error in the API's format. */
export function apiError(
  status: number,
  message: string,
  code: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error: { message, type: "error", param: null, code } }, { status, headers });
}

function encode(vector: Float32Array, format: string | undefined): string | number[] {
  return format === "base64" ? new Uint8Array(vector.buffer).toBase64() : [...vector];
}
