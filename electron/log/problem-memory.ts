import type { RememberedProblem } from '../../shared/diagnostics/diagnostics.ts';
import type { SafeText } from '../../shared/safe-text.ts';

const mostRemembered = 50;
const longestText = 300;

/** The last warnings and errors, in memory; one that is told again is counted and moves to the front. */
export function createProblemMemory() {
  const problems = new Map<string, RememberedProblem>();
  return {
    add(level: RememberedProblem['level'], text: SafeText, now: number): void {
      // What is cut from a safe text is safe.
      const short = (text.split('\n', 1)[0] ?? '').slice(0, longestText) as SafeText;
      const key = `${level} ${short}`;
      const times = (problems.get(key)?.times ?? 0) + 1;
      problems.delete(key);
      problems.set(key, { at: now, level, text: short, times });
      for (const oldest of problems.keys()) {
        if (problems.size <= mostRemembered) break;
        problems.delete(oldest);
      }
    },
    /** The newest first. */
    list: (): RememberedProblem[] => [...problems.values()].reverse(),
  };
}
