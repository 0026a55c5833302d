/**
 * Run before tests as `--preload=file:///…/property_seed.ts?seed=1`: every property of fast-check then draws its values
 * from that seed. It comes in the address since tests without permissions can read nothing else.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(new URL(import.meta.url).searchParams.get("seed")) });
