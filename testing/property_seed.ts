/**
 * Preloaded before tests as `--preload=file:///…/property_seed.ts?seed=1`: every fast-check property then uses that
 * seed. The seed is in the URL because tests without permissions can read nothing else.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(new URL(import.meta.url).searchParams.get("seed")) });
