import type { LinkResults } from '../../shared/ipc/links.ts';
import type { HandlersOf } from './register-handlers.ts';

export function createLinkHandlers(): HandlersOf<LinkResults> {
  return { listCallLinks: notBuilt, openCallLink: notBuilt, openValue: notBuilt };
}

const notBuilt = (): never => {
  throw new Error('not built yet');
};
