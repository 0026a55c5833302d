/**
 * Imported for its effect: a test of the importing file fails when it leaves a timer, a file or a connection behind. Deno
 * checks that only where it is asked to.
 */
Deno.test.sanitizer({ ops: true, resources: true });
