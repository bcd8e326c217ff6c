import { messageOf } from '../error-message.ts';
import { fail } from './fail.ts';

/** Ends a command without a word when whoever reads its output has enough, as `head` has. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    fail(messageOf(error));
  });
}
