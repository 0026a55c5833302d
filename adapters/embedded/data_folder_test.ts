import { assert, assertEquals } from "@std/assert";
import "../../testing/engines/leak_checks.ts";
import { type DataFolder, lastOwnerOf, takeDataFolder } from "./data_folder.ts";

async function inFolder(work: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(`${folder}/data`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function take(path: string): Promise<DataFolder> {
  const folder = await takeDataFolder(path);
  assert(!("owner" in folder), "the folder is free");
  return folder;
}

Deno.test("takeDataFolder returns the owner and what it has announced to a second caller", async () => {
  await inFolder(async (path) => {
    const folder = await take(path);
    assertEquals(await takeDataFolder(path), { owner: { pid: Deno.pid, url: null, engines: null } });
    const url = "postgres://postgres@127.0.0.1:7/postgres";
    await folder.announce({ url });
    assertEquals(await takeDataFolder(path), { owner: { pid: Deno.pid, url, engines: null } });
    await folder.announce({ engines: "/tmp/engines.sock" });
    assertEquals(await lastOwnerOf(path), { pid: Deno.pid, url, engines: "/tmp/engines.sock" });
    await folder.release();
    assertEquals(await lastOwnerOf(path), null);
    await (await take(path)).release();
  });
});

Deno.test("takeDataFolder makes a folder that only its owner may read", async () => {
  await inFolder(async (path) => {
    const folder = await take(path);
    assertEquals((await Deno.stat(path)).mode! & 0o077, 0);
    assertEquals((await Deno.stat(`${path}/owner.json`)).mode! & 0o077, 0);
    await folder.release();
  });
});

Deno.test("takeDataFolder takes over the folder of a killed process", async () => {
  await inFolder(async (path) => {
    const module = import.meta.resolve("./data_folder.ts");
    const script = `import { takeDataFolder } from "${module}";
      const folder = await takeDataFolder(${JSON.stringify(path)});
      await folder.announce({ url: "postgres://postgres@127.0.0.1:8/postgres" });
      console.log("taken");
      await new Promise((resolve) => setTimeout(resolve, 60_000));`;
    const child = new Deno.Command(Deno.execPath(), { args: ["eval", script], stdout: "piped", stderr: "null" })
      .spawn();
    const reader = child.stdout.getReader();
    assertEquals(new TextDecoder().decode((await reader.read()).value), "taken\n");
    assertEquals(await takeDataFolder(path), {
      owner: { pid: child.pid, url: "postgres://postgres@127.0.0.1:8/postgres", engines: null },
    });
    child.kill("SIGKILL");
    await child.status;
    await reader.cancel();
    const folder = await take(path);
    assertEquals(await takeDataFolder(path), { owner: { pid: Deno.pid, url: null, engines: null } });
    await folder.release();
  });
});

Deno.test("takeDataFolder gives the folder to exactly one of many concurrent callers", async () => {
  await inFolder(async (path) => {
    const taken = await Promise.all(Array.from({ length: 10 }, () => takeDataFolder(path)));
    const owners = taken.filter((folder) => !("owner" in folder)) as DataFolder[];
    assertEquals(owners.length, 1);
    await owners[0]!.release();
  });
});
