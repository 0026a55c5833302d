interface RawAnswer {
  /** 0 if the connection ended without an answer. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const PATIENCE_MS = 20_000;

/** Sends raw bytes, piece by piece, to a loopback port, and reads one answer. */
export async function sendRaw(port: number, pieces: Iterable<string | Uint8Array>): Promise<RawAnswer> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const timer = setTimeout(() => closeOnce(connection), PATIENCE_MS);
  const reading = readAll(connection);
  try {
    for (const piece of pieces) await writeAll(connection, typeof piece === "string" ? encode(piece) : piece);
  } catch {
    // The server has answered and closed before it read everything.
  }
  const answer = parse(await reading);
  clearTimeout(timer);
  return answer;
}

export function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
}

async function readAll(connection: Deno.Conn): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let text = "";
  try {
    for (let read = await connection.read(buffer); read !== null; read = await connection.read(buffer)) {
      text += decoder.decode(buffer.subarray(0, read), { stream: true });
      // The server leaves a connection open if the rest of a body may still arrive.
      if (isWhole(text)) break;
    }
  } catch {
    // Reset after the answer, because the server did not read everything.
  }
  return text;
}

function isWhole(text: string): boolean {
  const [, head, body] = /^(.*?)\r\n\r\n(.*)$/s.exec(text) ?? [];
  const length = /^content-length: (\d+)/im.exec(head ?? "")?.[1];
  return length !== undefined && new TextEncoder().encode(body).length >= Number(length);
}

function parse(text: string): RawAnswer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = new Headers(
    lines.map((line) =>
      [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()] as [string, string]
    ),
  );
  return { status: Number(/^HTTP\/1\.\d (\d{3})/.exec(first)?.[1] ?? 0), headers, text: rest.join("\r\n\r\n") };
}

function closeOnce(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch { // Closed already.
  }
}
