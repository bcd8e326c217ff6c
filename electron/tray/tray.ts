import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import {
  type TrayCommand,
  type TrayItem,
  type TrayLook,
  type TrayState,
  trayLook,
  trayMenu,
  trayTooltip,
} from './tray-menu.ts';

export interface TrayDependencies {
  createTray: (image: NativeImage) => Tray;
  buildMenu: (template: MenuItemConstructorOptions[]) => Menu;
  icons: Record<TrayLook, NativeImage>;
  /** On macOS a click shows the menu, so it must not open the window as well. */
  clickOpensWindow: boolean;
  run: (command: TrayCommand) => void;
}

interface Shown {
  look: TrayLook;
  tooltip: string;
  menu: string;
}

/** The tray icon: one idempotent render, which touches the system only where something visible changed. */
export function createTrayIcon({ createTray, buildMenu, icons, clickOpensWindow, run }: TrayDependencies) {
  const start: Shown = { look: 'listening', tooltip: '', menu: '' };
  let shown = start;
  let state: TrayState | null = null;
  const open = (): Tray => {
    const opened = createTray(icons.listening);
    if (clickOpensWindow) opened.on('click', () => run({ name: 'openWindow' }));
    return opened;
  };
  let tray = open();

  const toTemplate = (item: TrayItem): MenuItemConstructorOptions => {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'text':
        return { label: escapeLabel(item.label), enabled: false };
      case 'submenu':
        return { label: escapeLabel(item.label), submenu: item.items.map(toTemplate) };
      case 'command':
        return { label: escapeLabel(item.label), click: () => run(item.command) };
    }
  };

  const render = (next: TrayState): void => {
    state = next;
    const items = trayMenu(next);
    const look = trayLook(next.status);
    const tooltip = trayTooltip(next);
    const menu = JSON.stringify(items);
    if (look !== shown.look) tray.setImage(icons[look]);
    if (tooltip !== shown.tooltip) tray.setToolTip(tooltip);
    // A change inside a menu that is set already does not reach every tray host.
    if (menu !== shown.menu) tray.setContextMenu(buildMenu(items.map(toTemplate)));
    shown = { look, tooltip, menu };
  };

  return {
    render,
    /** Shows the icon anew: a host that came later, or was restarted, does not know the one shown before. */
    renew(): void {
      tray.destroy();
      tray = open();
      shown = start;
      if (state !== null) render(state);
    },
    stop: () => tray.destroy(),
  };
}

/** A single "&" marks the next letter as the entry's key. */
const escapeLabel = (label: string): string => label.replaceAll('&', '&&');
