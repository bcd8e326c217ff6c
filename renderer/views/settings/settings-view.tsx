import './zod-without-eval.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { settingsPatchSchema } from '../../../shared/settings.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { ViewTitle } from '../../components/view-title.tsx';
import { useStatus } from '../../hooks/use-status.ts';
import { settingsQuery } from '../../live/queries.ts';
import { AgentIdsSetting } from './agent-ids-setting.tsx';
import { TextSetting } from './text-setting.tsx';
import { ToggleSetting } from './toggle-setting.tsx';
import { WebhookSetting } from './webhook-setting.tsx';
import '../../styles/settings.css';

const readPort = (text: string) => {
  const port = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return settingsPatchSchema.safeParse({ port }).success
    ? { ok: true as const, patch: { port } }
    : { ok: false as const, message: t('settings.port.invalid') };
};

const readPublicUrl = (text: string) => {
  const publicUrl = text.replace(/\/+$/, '');
  return settingsPatchSchema.safeParse({ publicUrl }).success
    ? { ok: true as const, patch: { publicUrl } }
    : { ok: false as const, message: t('settings.publicUrl.invalid') };
};

/** What can be set, each saved by itself. */
export default function SettingsView() {
  const { data: settings, error, refetch } = useQuery(settingsQuery);
  const status = useStatus();
  if (error !== null) return <LoadFailure error={error} onRetry={refetch} />;
  if (settings === undefined || status === undefined) return null;
  return (
    <div className="settings">
      <ViewTitle text={t('rail.settings')} />
      <Group title={t('settings.group.connection')}>
        <WebhookSetting webhookUrl={status.webhookUrl} isPublic={status.isWebhookUrlPublic} token={settings.token} />
        <TextSetting
          label={t('settings.publicUrl.label')}
          description={t('settings.publicUrl.description')}
          placeholder={t('settings.publicUrl.placeholder')}
          value={settings.publicUrl}
          inputMode="url"
          read={readPublicUrl}
        />
        <TextSetting
          label={t('settings.port.label')}
          description={t('settings.port.description')}
          value={String(settings.port)}
          inputMode="numeric"
          isShort
          read={readPort}
        />
      </Group>
      <Group title={t('settings.group.popups')}>
        <AgentIdsSetting agentIds={settings.agentIds} />
      </Group>
      <Group title={t('settings.group.window')}>
        <ToggleSetting
          label={t('settings.startHidden.label')}
          description={t('settings.startHidden.description')}
          isOn={settings.startHidden}
          toPatch={(startHidden) => ({ startHidden })}
        />
      </Group>
      <p className="version">{t('settings.version', { version: status.version })}</p>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="setting-group" aria-label={title}>
      <h2>{title}</h2>
      <div className="card">{children}</div>
    </section>
  );
}
