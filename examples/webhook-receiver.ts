// deno run --allow-net --allow-read examples/webhook-receiver.ts subscription.json
// Takes webhooks of one subscription, whose answer with the secret is in the file, and says what each tells.

const TOLERANCE_S = 300;
const { secret } = JSON.parse(await Deno.readTextFile(Deno.args[0]!)) as { secret: string };
const bytes = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
const algorithm = { name: "HMAC", hash: "SHA-256" };
const key = await crypto.subtle.importKey("raw", bytes(secret.replace("whsec_", "")), algorithm, false, ["verify"]);
/** In a real receiver: in the database that keeps what the events lead to. */
const seen = new Set<string>();

async function isSigned({ headers }: Request, body: string): Promise<boolean> {
  const [id, timestamp] = [headers.get("webhook-id"), headers.get("webhook-timestamp")];
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > TOLERANCE_S) return false;
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const signature of headers.get("webhook-signature")?.split(" ") ?? []) {
    if (!/^v1,[A-Za-z0-9+/]{43}=$/.test(signature)) continue;
    if (await crypto.subtle.verify("HMAC", key, bytes(signature.slice("v1,".length)), content)) return true;
  }
  return false;
}

Deno.serve({ hostname: "127.0.0.1", port: 8717 }, async (request) => {
  const body = await request.text();
  if (!await isSigned(request, body)) return new Response(null, { status: 401 });
  const id = request.headers.get("webhook-id")!;
  // At least once: the same id is the same event.
  if (!seen.has(id)) {
    seen.add(id);
    const { type, data } = JSON.parse(body);
    console.log(type, JSON.stringify(data));
  }
  return new Response(null, { status: 204 });
});
