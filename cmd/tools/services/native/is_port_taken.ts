import { HOST } from "../../../../testing/engines/addresses.ts";

/**
 * Whether something holds the port. Asked by listening, not by connecting: what accepts no connection holds its port
 * as well.
 */
export function isPortTaken(port: number): boolean {
  try {
    Deno.listen({ hostname: HOST, port }).close();
    return false;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return true;
    throw error;
  }
}
