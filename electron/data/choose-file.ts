import { join } from 'node:path';
import type { BrowserWindow, Dialog, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { t } from '../../shared/i18n/translate.ts';
import type { ExportFormat } from '../../shared/ipc/data.ts';
import { type RequestFileFormat, requestFileFormats } from '../../shared/ipc/take-away.ts';

/** Ends the name of a backup. */
const backupExtension = 'dialpop';

export interface FileChooserOptions {
  dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>;
  /** The window the dialog belongs to; null without one. */
  getWindow: () => BrowserWindow | null;
  /** Where the dialogs begin. */
  folder: string;
}

export type FileChooser = ReturnType<typeof createFileChooser>;

/** Asks for files in the system's own dialogs, which also give the right to write there. Null where the person left them. */
export function createFileChooser({ dialog, getWindow, folder }: FileChooserOptions) {
  const save = async (options: SaveDialogOptions): Promise<string | null> => {
    const window = getWindow();
    const { canceled, filePath } = await (window === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options));
    return canceled || filePath === '' ? null : filePath;
  };
  const open = async (options: OpenDialogOptions): Promise<string | null> => {
    const window = getWindow();
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return canceled ? null : (filePaths[0] ?? null);
  };

  return {
    forExport: (format: ExportFormat) =>
      save({
        title: t('action.exportCalls'),
        defaultPath: join(folder, t('data.fileName.export', { day: today(), extension: format })),
        filters: [{ name: t(`data.format.${format}`), extensions: [format] }],
        properties: ['showOverwriteConfirmation'],
      }),
    forRequestExport: (format: RequestFileFormat) =>
      save({
        title: t('action.exportRequests'),
        defaultPath: join(folder, t('takeAway.fileName', { day: today(), extension: format })),
        filters: [{ name: t(`takeAway.format.${format}`), extensions: [format] }],
        properties: ['showOverwriteConfirmation'],
      }),
    forRequestImport: () =>
      open({
        title: t('action.importRequests'),
        defaultPath: folder,
        filters: [
          { name: t('takeAway.fileType'), extensions: [...requestFileFormats, 'json', 'ndjson'] },
          { name: t('data.fileType.all'), extensions: ['*'] },
        ],
        properties: ['openFile'],
      }),
    forBackup: () =>
      save({
        title: t('action.backUp'),
        defaultPath: join(folder, t('data.fileName.backup', { day: today(), extension: backupExtension })),
        filters: [{ name: t('data.fileType.backup'), extensions: [backupExtension] }],
        properties: ['showOverwriteConfirmation'],
      }),
    forRestore: () =>
      open({
        title: t('action.restoreBackup'),
        defaultPath: folder,
        filters: [
          { name: t('data.fileType.backup'), extensions: [backupExtension] },
          { name: t('data.fileType.all'), extensions: ['*'] },
        ],
        properties: ['openFile'],
      }),
  };
}

/** `2026-11-24` by this machine's calendar: it sorts, and every file system takes it. */
function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
}
