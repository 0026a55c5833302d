import { HOST } from "../../../../testing/engines/addresses.ts";

/** Checked by listening: a port may be taken without accepting connections. */
export function isPortTaken(port: number): boolean {
  try {
    Deno.listen({ hostname: HOST, port }).close();
    return false;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return true;
    throw error;
  }
}
