import { t } from '../../shared/i18n/translate.ts';
import { tunnelCommands } from '../../shared/tunnel.ts';
import { CopyButton } from './copy-button.tsx';
import '../styles/tunnel.css';

const services = ['ngrok', 'cloudflared', 'ssh'] as const;

/** The commands that lead to a port of this machine, ready to copy. */
export function TunnelCommands({ port }: { port: number }) {
  return (
    <ul className="tunnel-commands card">
      {services.map((service) => {
        const command = tunnelCommands[service](port);
        const name = t(`tunnelCommand.${service}`);
        return (
          <li key={service}>
            <div className="tunnel-command-text">
              <p>
                <span className="tunnel-command-name">{name}</span> {t(`tunnelCommand.${service}Hint`)}
              </p>
              <code>{command}</code>
            </div>
            <CopyButton text={command} what={t('tunnelCommand.command', { service: name })} />
          </li>
        );
      })}
    </ul>
  );
}
