/** Reports why DialPop cannot start. Loaded only then, with the texts; it must not need anything else. */
import { app, dialog } from 'electron';
import { t } from '../shared/i18n/translate.ts';
import type { Settings } from '../shared/settings.ts';
import { createAppLanguage } from './language.ts';
import type { StartProblem } from './start-problem.ts';

/** Reports on the terminal, and in a box where one can be shown before Electron is ready, which Linux cannot. */
export function tellStartProblem({ key, values }: StartProblem): void {
  process.stderr.write(`${t(key, values)}\n`);
  if (process.platform === 'linux') return;
  createAppLanguage(app, () => 'system');
  dialog.showErrorBox(t('start.title'), t(key, values));
}

/**
 * Reports in a box that a part of the app could not be started. Resolves when the person has closed it.
 *
 * @param reason the system's message
 */
export async function tellPartFailed(reason: string, getLanguage: () => Settings['language']): Promise<void> {
  await app.whenReady();
  createAppLanguage(app, getLanguage);
  await dialog.showMessageBox({
    type: 'error',
    title: 'DialPop',
    message: t('start.title'),
    detail: t('start.partFailed', { reason }),
    buttons: [t('start.quit')],
  });
}
