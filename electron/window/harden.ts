import type { App, Session, WebContents } from 'electron';
import { isOwnPage } from './app-protocol.ts';

/**
 * No page but ours, no second window, no permission, no download: for every web contents and every session
 * there will ever be. Must run before the app is ready.
 */
export function harden(app: App): void {
  app.on('web-contents-created', (_event, contents) => shutIn(contents));
  app.on('session-created', (session) => {
    denyPermissions(session);
    // Files are written by the main process, where a person chose in the system's own dialog.
    session.on('will-download', (event) => event.preventDefault());
  });
}

function shutIn(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  // Of every frame, the top one too.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
  });
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
