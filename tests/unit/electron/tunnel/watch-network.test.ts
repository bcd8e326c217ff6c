import type { NetworkInterfaceInfo } from 'node:os';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchNetwork } from '../../../../electron/tunnel/watch-network.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const address = (family: 'IPv4' | 'IPv6', text: string, internal = false): NetworkInterfaceInfo =>
  ({
    family,
    address: text,
    internal,
    netmask: '',
    mac: '',
    cidr: null,
    ...(family === 'IPv6' ? { scopeid: 0 } : {}),
  }) as NetworkInterfaceInfo;

/** The network as the test says, and how often a change was told. */
function setUp(...first: NetworkInterfaceInfo[]) {
  let addresses = first;
  let changes = 0;
  const stop = watchNetwork(
    () => {
      changes += 1;
    },
    () => ({ eth0: addresses }),
  );
  return {
    stop,
    changeTo(...next: NetworkInterfaceInfo[]) {
      addresses = next;
      vi.advanceTimersByTime(5000);
      return changes;
    },
  };
}

test('another address is a change, the same one is not, and none at all is', () => {
  const { changeTo } = setUp(address('IPv4', '192.168.1.7'));
  expect(changeTo(address('IPv4', '192.168.1.7'))).toBe(0);
  expect(changeTo(address('IPv4', '10.0.0.7'))).toBe(1);
  expect(changeTo()).toBe(2);
});

test('loopback, link-local and IPv6 privacy addresses are none', () => {
  const { changeTo } = setUp(address('IPv6', '2001:db8:1:2:aaaa::1'));
  expect(changeTo(address('IPv6', '2001:db8:1:2:bbbb::9'))).toBe(0);
  expect(changeTo(address('IPv6', '2001:db8:1:2:bbbb::9'), address('IPv4', '127.0.0.1', true))).toBe(0);
  expect(changeTo(address('IPv6', '2001:db8:1:2:bbbb::9'), address('IPv6', 'fe80::1'))).toBe(0);
  expect(changeTo(address('IPv6', '2001:db8:9:9:bbbb::9'))).toBe(1);
});

test('after its stop nothing is told', () => {
  const { stop, changeTo } = setUp(address('IPv4', '192.168.1.7'));
  stop();
  expect(changeTo(address('IPv4', '10.0.0.7'))).toBe(0);
});
