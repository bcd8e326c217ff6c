import type { ComposerResults } from '../../shared/ipc/composer.ts';
import type { Composer } from '../composer/composer-service.ts';
import { type HandlersOf, nothing } from './register-handlers.ts';

export function createComposerHandlers(
  composer: Pick<Composer, 'send' | 'startScenario' | 'cancelScenario' | 'getScenario'>,
): HandlersOf<ComposerResults> {
  return {
    sendComposed: ({ draft }) => composer.send(draft),
    startScenario: ({ name, options }) => composer.startScenario(name, options),
    cancelScenario: () => nothing(composer.cancelScenario()),
    getScenario: () => composer.getScenario(),
  };
}
