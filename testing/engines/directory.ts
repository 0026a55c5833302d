/**
 * The folder of the engines' programs, data and logs: outside the checkout, so that all checkouts share it. Resolved
 * (no links, no dots), because processes are recognised by the working directory that the kernel reports.
 */
export function servicesDirectory(): string {
  const path = Deno.env.get("TILLSTREAM_SERVICES_DIR") || "/var/tmp/tillstream-engines";
  try {
    return Deno.realPathSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return path;
    throw error;
  }
}
