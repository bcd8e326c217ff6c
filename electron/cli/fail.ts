/** Ends a command with a sentence on standard error. */
export function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
