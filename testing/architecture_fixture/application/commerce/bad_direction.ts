import "../../adapters/memory/good_memory.ts";
