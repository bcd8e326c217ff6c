import type { TunnelResults } from '../../shared/ipc/tunnel.ts';
import { type Done, type HandlersOf, nothing } from './register-handlers.ts';

export interface TunnelHandlerDependencies {
  tunnel: {
    check: () => Promise<TunnelResults['checkTunnel']>;
    /** Public URLs of the ngrok tunnels that lead to the listener, the best first. */
    findNgrok: () => Promise<string[]>;
  };
  testCall: {
    start: () => Done;
    cancel: () => Done;
    showAgain: () => Promise<void>;
    get: () => TunnelResults['getTestCall'];
  };
}

export function createTunnelHandlers({ tunnel, testCall }: TunnelHandlerDependencies): HandlersOf<TunnelResults> {
  return {
    checkTunnel: () => tunnel.check(),
    findNgrok: async () => {
      const [publicUrl] = await tunnel.findNgrok();
      return publicUrl === undefined ? null : { publicUrl };
    },
    startTestCall: () => nothing(testCall.start()),
    cancelTestCall: () => nothing(testCall.cancel()),
    showTestPopup: async () => nothing(await testCall.showAgain()),
    getTestCall: () => testCall.get(),
  };
}
