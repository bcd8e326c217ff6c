import type { NotificationService } from '../../shared/diagnostics/diagnostics.ts';
import type { Redact, SafeText } from '../../shared/safe-text.ts';
import { messageOf } from '../error-message.ts';
import { connectSessionBus, type SessionBus } from '../session-bus.ts';

const service = 'org.freedesktop.Notifications';
const bus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const timeoutMs = 1500;

/**
 * Who shows notifications on this Linux desktop, asked over D-Bus without starting anybody.
 *
 * @param readVersion makes a version that somebody else tells safe
 */
export async function findNotificationService(
  redact: Redact,
  readVersion: (text: string) => SafeText,
): Promise<NotificationService> {
  const connection = await connectSessionBus(() => {});
  try {
    if (await hasOwner(connection)) return await askServer(connection, redact, readVersion);
    return { state: (await isStartable(connection)) ? 'startable' : 'missing' };
  } finally {
    connection.disconnect();
  }
}

async function askServer(
  connection: SessionBus,
  redact: Redact,
  readVersion: (text: string) => SafeText,
): Promise<NotificationService> {
  const question = {
    destination: service,
    path: '/org/freedesktop/Notifications',
    interface: service,
    member: 'GetServerInformation',
  };
  try {
    const [name, _vendor, version] = await connection.call(question, timeoutMs);
    return { state: 'running', name: redact(String(name), 60), version: readVersion(String(version)) };
  } catch (error) {
    return { state: 'silent', reason: redact(messageOf(error), 200) };
  }
}

async function hasOwner(connection: SessionBus): Promise<boolean> {
  const [has] = await connection.call({ ...bus, member: 'NameHasOwner', signature: 's', body: [service] }, timeoutMs);
  return has === true;
}

/** The bus starts it when the first popup is shown. */
async function isStartable(connection: SessionBus): Promise<boolean> {
  const [names] = await connection.call({ ...bus, member: 'ListActivatableNames' }, timeoutMs);
  return Array.isArray(names) && names.includes(service);
}
