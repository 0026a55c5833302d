import "../../testing/anything.ts";
