/**
 * Where the engines' programs, data and logs lie: outside the checkout, so that every checkout shares them. Once it
 * exists, without links and dots: processes are recognised by the folder that the kernel says they work in.
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
