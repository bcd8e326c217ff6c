/**
 * `npm run package`: what this machine can build, into dist/package/.
 * `npm run package -- --unpacked` makes only the application's folder, as tests use it.
 */
import { ensureAppPackage } from '../set-up/app-package.mjs';
import { runScript, say } from '../set-up/report.mjs';

await runScript(async () => {
  const args = process.argv.slice(2);
  const unknown = args.find((argument) => argument !== '--unpacked');
  if (unknown !== undefined) {
    say(`"${unknown}" is not an argument of npm run package; it takes --unpacked only.`);
    return 2;
  }
  await ensureAppPackage({ unpackedOnly: args.includes('--unpacked') });
  return 0;
});
