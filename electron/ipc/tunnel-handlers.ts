import type { TunnelResults } from '../../shared/ipc/tunnel.ts';
import type { HandlersOf } from './register-handlers.ts';

export function createTunnelHandlers(): HandlersOf<TunnelResults> {
  return {
    checkTunnel: notBuilt,
    findNgrok: notBuilt,
    startTestCall: notBuilt,
    cancelTestCall: notBuilt,
    getTestCall: () => null,
  };
}

const notBuilt = (): never => {
  throw new Error('not built yet');
};
