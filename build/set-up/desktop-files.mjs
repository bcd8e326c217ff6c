/** The files a virtual desktop's programs read, so that they need nothing of the user's own settings. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isAlive } from './run-command.mjs';

const folderPrefix = 'dialpop-virtual-desktop-';

/**
 * @typedef {object} DesktopFiles
 * @property {string} folder holds all of them
 * @property {string} home
 * @property {string} config
 * @property {string} runtime
 * @property {string} busConfig
 * @property {string} dunstConfig
 * @property {string} authority
 * @property {() => void} remove
 */

/**
 * @param {string} dunstConfig
 * @returns {DesktopFiles}
 */
export function writeDesktopFiles(dunstConfig) {
  removeAbandonedFolders();
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  const at = (/** @type {string} */ name) => join(folder, name);
  const files = {
    folder,
    home: at('home'),
    config: at('config'),
    runtime: at('runtime'),
    busConfig: at('bus.conf'),
    dunstConfig: at('dunstrc'),
    authority: at('xauthority'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
  for (const path of [files.home, files.config, files.runtime]) mkdirSync(path, { mode: 0o700 });
  write(files.busConfig, busConfig(files.runtime, copyServices(at('services'))));
  write(files.dunstConfig, dunstConfig);
  write(files.authority, createAuthority());
  write(join(files.config, 'xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml'), panelConfig);
  return files;
}

/**
 * @param {string} path
 * @param {string | Buffer} content
 */
function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode: 0o600 });
}

/** Whoever was killed could not clean up. */
function removeAbandonedFolders() {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${folderPrefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/**
 * The only service the bus may start by itself is the panel's settings. With the system's own
 * list, a desktop without a notification daemon would get one at the first notification.
 *
 * @param {string} folder
 */
function copyServices(folder) {
  const name = 'org.xfce.Xfconf.service';
  const dataFolders = (process.env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(':');
  const source = dataFolders.map((data) => join(data, 'dbus-1/services', name)).find(existsSync);
  mkdirSync(folder);
  if (source !== undefined) copyFileSync(source, join(folder, name));
  return folder;
}

/**
 * @param {string} runtime
 * @param {string} services
 */
const busConfig = (
  runtime,
  services,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${runtime}/bus</listen>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** One cookie for every display, in the format of ~/.Xauthority: other users of the machine stay out. */
function createAuthority() {
  const familyWild = Buffer.from([0xff, 0xff]);
  const field = (/** @type {Buffer | string} */ value) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(value.length);
    return Buffer.concat([length, Buffer.from(value)]);
  };
  return Buffer.concat([familyWild, ...['', '', 'MIT-MAGIC-COOKIE-1', randomBytes(16)].map(field)]);
}

/** A bar at the top with the open windows and the tray. */
const panelConfig = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="28"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist"/>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray"/>
  </property>
</channel>
`;

export const defaultDunstConfig = `[global]
  font = Sans 10
  width = 340
  origin = top-right
  padding = 14
  horizontal_padding = 16
  text_icon_padding = 14
  frame_width = 1
  frame_color = "#3a3f4b"
  separator_color = frame
  corner_radius = 8
  markup = full
  format = "<b>%s</b>\\n%b"
  alignment = left
  vertical_alignment = top
  max_icon_size = 40
  show_age_threshold = -1
  show_indicators = no
  stack_duplicates = false
  notification_limit = 8
  history_length = 10000
  idle_threshold = 0
  mouse_left_click = do_action, close_current
  mouse_right_click = close_current

[urgency_low]
  background = "#1d2027"
  foreground = "#e8eaf0"
  timeout = 20

[urgency_normal]
  background = "#1d2027"
  foreground = "#e8eaf0"
  timeout = 20

[urgency_critical]
  background = "#1d2027"
  foreground = "#e8eaf0"
  timeout = 0
`;
