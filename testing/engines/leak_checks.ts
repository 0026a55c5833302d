/**
 * Imported for its effect: tests of the importing file fail if they leave a timer, a file or a connection open. Deno
 * does not check that by default.
 */
Deno.test.sanitizer({ ops: true, resources: true });
