import { HOST, PORTS } from "../../../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../../../testing/engines/directory.ts";
import { dataDirectory, type NativeEngine } from "../native_engine.ts";
import { motoProgram } from "../../../../../testing/engines/packages/moto_package.ts";

export const s3Engine: NativeEngine = {
  name: "s3",
  processes: () => [{
    title: "S3 (moto)",
    program: "moto_server",
    directory: directory(),
    command: [motoProgram(), "-H", HOST, "-p", `${PORTS.s3}`],
    ports: [PORTS.s3],
  }],
  prepare: () => Deno.mkdir(directory(), { recursive: true }),
};

function directory(): string {
  return dataDirectory(servicesDirectory(), "s3");
}
