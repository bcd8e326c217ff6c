import { Message, MessageType, sessionBus } from '@jellybrick/dbus-next';
import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';

export type DaemonFault = 'missing' | 'hung' | 'refusing';

export type FaultyDesktop = Awaited<ReturnType<typeof startVirtualDesktop>> & {
  /** Ends the failing daemon. Resolves once its name is free for a real one. */
  endFault(): Promise<void>;
};

/**
 * A desktop whose notification daemon fails: there is none, or it owns the name and answers nothing, or
 * answers everything with an error.
 */
export async function startDesktopWithFault(fault: DaemonFault): Promise<FaultyDesktop> {
  const desktop = await startVirtualDesktop({ dunst: false, captureNotifications: true });
  if (fault === 'missing') return { ...desktop, endFault: async () => {} };
  const bus = sessionBus({ busAddress: String(desktop.env['DBUS_SESSION_BUS_ADDRESS']) });
  bus.addMethodHandler((message: Message) => {
    if (message.type !== MessageType.METHOD_CALL) return false;
    if (fault === 'refusing') bus.send(Message.newError(message, 'org.example.Refused', 'Not today'));
    return true;
  });
  await bus.requestName('org.freedesktop.Notifications', 0);
  const endFault = async (): Promise<void> => {
    await bus.releaseName('org.freedesktop.Notifications');
    bus.disconnect();
  };
  return { ...desktop, endFault };
}
