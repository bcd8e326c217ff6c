import { Radio } from 'lucide-react';
import { t } from '../../shared/i18n/translate.ts';
import { useNgrok } from '../hooks/use-ngrok.ts';
import { UseAddressButton } from './tunnel-outcome.tsx';
import '../styles/tunnel.css';

/**
 * A running ngrok that leads here and is not the public address yet, ready to take over.
 *
 * @param fallback shown while there is none
 */
export function NgrokOffer({ publicUrl, fallback }: { publicUrl: string; fallback?: string }) {
  const found = useNgrok();
  if (found === null || found === publicUrl) {
    return fallback === undefined ? null : <p className="tunnel-looking">{fallback}</p>;
  }
  return (
    <div className="tunnel-found" role="status">
      <Radio aria-hidden />
      <div className="tunnel-outcome-text">
        <p className="tunnel-outcome-title">{t('tunnel.ngrokFound')}</p>
        <p>{t('tunnel.ngrokFoundText', { url: found })}</p>
      </div>
      <UseAddressButton publicUrl={found} caption={t('tunnel.ngrokUse')} />
    </div>
  );
}
