/** The reference for what an Electron app costs at all: an icon in the tray, and a window when it is clicked. */
import { join } from 'node:path';
import { app, BrowserWindow, Tray } from 'electron';

const kept = [];
app.on('window-all-closed', () => {});
void app.whenReady().then(() => {
  process.stdout.write('ready\n');
  const tray = new Tray(join(import.meta.dirname, '../../../../build/icons/tray/listening.png'));
  tray.on('click', () => {
    const window = new BrowserWindow({ width: 1120, height: 720, show: false });
    window.once('ready-to-show', () => window.show());
    void window.loadFile(join(import.meta.dirname, 'index.html'));
  });
  kept.push(tray);
});
