import { t } from '../../shared/i18n/translate.ts';
import { hostOf, isTunnelDown, type TunnelStatus } from '../../shared/tunnel.ts';
import { describeTunnelProblem, mendTunnelProblem } from '../../shared/tunnel-words.ts';

export interface TunnelPopupDependencies {
  /** Shows a popup in place of the one about the tunnel before it. */
  show: (text: { title: string; body: string }) => void;
  /** False while the person wants no popups; what is to be told then is told afterwards. */
  mayShow: () => boolean;
  /** The port the tunnel must lead to. */
  getPort: () => number;
}

/**
 * One popup when the tunnel goes down, another when ngrok is found to have moved, and one
 * when it works again, but only after a popup said that it did not.
 *
 * @returns what to call with each status
 */
export function createTunnelPopups({
  show,
  mayShow,
  getPort,
}: TunnelPopupDependencies): (status: TunnelStatus) => void {
  let told: 'nothing' | 'down' | 'moved' = 'nothing';

  const tell = (what: typeof told, title: string, body: string): void => {
    if (told === what || !mayShow()) return;
    told = what;
    show({ title, body });
  };

  return (status) => {
    switch (status.state) {
      case 'none':
      case 'checking':
        return;
      case 'reachable':
        return tell(
          'nothing',
          t('tunnel.popup.reachable'),
          t('tunnel.popup.reachableText', { host: hostOf(status.url) }),
        );
      case 'problem':
        if (!isTunnelDown(status)) return;
        if (status.newUrl !== null) {
          return tell('moved', t('tunnel.popup.moved'), t('tunnel.popup.movedText', { url: status.newUrl }));
        }
        // Moved is down as well, and the better word for it.
        if (told === 'moved') return;
        return tell(
          'down',
          t('tunnel.popup.down'),
          `${describeTunnelProblem(status)} ${mendTunnelProblem(status, getPort())}`,
        );
    }
  };
}
