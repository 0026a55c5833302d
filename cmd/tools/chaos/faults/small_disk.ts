import { reasonOf } from "../../../../application/shared/fault.ts";
import { runCommand } from "../../../../testing/engines/run_command.ts";

const BLOCK = new Uint8Array(1024 * 1024);
const FILLER = "filler";

/** A tmpfs of a few megabytes. Disposing unmounts it. */
export class SmallDisk implements AsyncDisposable {
  private constructor(readonly path: string) {}

  static async make(megabytes: number): Promise<SmallDisk | { readonly refused: string }> {
    const path = await Deno.makeTempDir({ prefix: "small-disk-" });
    try {
      await runCommand(["mount", "-t", "tmpfs", "-o", `size=${megabytes}m,mode=0700`, "tillstream-chaos", path]);
      return new SmallDisk(path);
    } catch (error) {
      await Deno.remove(path);
      return { refused: reasonOf(error).split("\n")[0]! };
    }
  }

  /** Fills the disk and keeps it full until the returned function is called. */
  async fill(): Promise<() => Promise<void>> {
    const file = await Deno.open(`${this.path}/${FILLER}`, { create: true, write: true, truncate: true });
    const grow = async () => {
      for (let block = BLOCK; block.length > 0; block = block.subarray(0, Math.floor(block.length / 2))) {
        try {
          while (await file.write(block) === block.length);
        } catch {
          // No space for a whole block of this size.
        }
      }
    };
    await grow();
    const growing = setInterval(() => grow().catch(() => {}), 200);
    return async () => {
      clearInterval(growing);
      file.close();
      await Deno.remove(`${this.path}/${FILLER}`);
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Lazily: it disappears for processes that still use it when the last one exits.
    await runCommand(["umount", "--lazy", this.path]);
    await Deno.remove(this.path);
  }
}
