/**
 * Reads what `npm test` is to run.
 *
 * @param {readonly string[]} words as in `unit integration=tail --node 26`
 * @returns {{steps: Map<string, string | undefined>, node: string | undefined}} the wanted steps (none means all), each
 *   with the part of a path that picks its test files, if only some are wanted; the Node to run them with, if not the
 *   usual one
 */
export function readTestArguments(words) {
  /** @type {Map<string, string | undefined>} */
  const steps = new Map();
  /** @type {string | undefined} */
  let node;
  for (const [index, word] of words.entries()) {
    if (words[index - 1] === '--node') node = word;
    else if (word.startsWith('--node=')) node = word.slice('--node='.length);
    else if (word === '--node') node = '';
    else {
      const [name = '', only] = word.split('=');
      steps.set(name, only);
    }
  }
  return { steps, node };
}
