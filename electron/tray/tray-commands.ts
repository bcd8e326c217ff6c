import type { App, Dialog } from 'electron';
import { t } from '../../shared/i18n/translate.ts';
import type { Actions } from '../actions.ts';
import { messageOf } from '../error-message.ts';
import type { MainWindow } from '../window/main-window.ts';
import type { TrayCommand } from './tray-menu.ts';

export interface TrayCommandDependencies {
  actions: Actions;
  window: MainWindow;
  dialog: Pick<Dialog, 'showMessageBox'>;
  app: Pick<App, 'quit'>;
  checkTunnel: () => Promise<unknown>;
  stopChosenAnswers: () => void;
}

/** What each entry of the tray's menu does. */
export function createTrayCommands(dependencies: TrayCommandDependencies) {
  const { actions, window, dialog, app, checkTunnel, stopChosenAnswers } = dependencies;
  const replaceToken = async (): Promise<void> => {
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message: t('tray.replaceQuestion'),
      detail: t('tray.replaceDetail'),
      buttons: [t('tray.replaceConfirm'), t('tray.cancel')],
      defaultId: 1,
      cancelId: 1,
    });
    if (response === 0 && (await actions.replaceToken()).ok) await actions.copyWebhookUrl();
  };

  const run = async (command: TrayCommand): Promise<void> => {
    switch (command.name) {
      case 'openCall':
        return window.showCall(command.id);
      case 'openWindow':
        return window.show();
      case 'openSettings':
        return window.showView('settings');
      case 'openDiagnostics':
        return window.showSettings('diagnostics');
      case 'pause':
        return actions.pausePopups(command.length);
      case 'resume':
        return actions.resumePopups();
      case 'checkTunnel':
        await checkTunnel();
        return;
      case 'stopChosenAnswers':
        return stopChosenAnswers();
      case 'copyUrl':
        return actions.copyWebhookUrl();
      case 'replaceToken':
        return replaceToken();
      case 'usePort':
        await actions.updateSettings({ port: command.port });
        return;
      case 'quit':
        return app.quit();
    }
  };
  /** Never rejects: a box says why something failed, as the tray has no other way to say it. */
  return async (command: TrayCommand): Promise<void> => {
    try {
      await run(command);
    } catch (error) {
      await dialog.showMessageBox({ type: 'error', message: t('failure.notDone', { reason: messageOf(error) }) });
    }
  };
}
