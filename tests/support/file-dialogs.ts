import type { RunningApp } from './desktop.ts';

/** The system's file dialogs, answered with a file. */
export async function answerFileDialogs(app: RunningApp, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
}
