import { t } from '../../../shared/i18n/translate.ts';
import { agentIdSchema } from '../../../shared/settings.ts';
import { ChipsSetting } from './chips-setting.tsx';

const maximumAgents = 50;

const readAgentId = (text: string) =>
  agentIdSchema.safeParse(text).success
    ? { ok: true as const, value: text }
    : { ok: false as const, message: t('settings.agentIds.invalid', { text }) };

/** Whose calls pop. */
export function AgentIdsSetting({ agentIds }: { agentIds: string[] }) {
  return (
    <ChipsSetting
      name="agentIds"
      label={t('settings.agentIds.label')}
      description={t('settings.agentIds.description')}
      listName={t('settings.agentIds.listName')}
      placeholder={t('settings.agentIds.placeholder')}
      values={agentIds}
      valuesOf={(settings) => settings.agentIds}
      removeLabel={(agent) => t('settings.agentIds.remove', { agent })}
      read={readAgentId}
      maximum={{ count: maximumAgents, message: t('settings.agentIds.tooMany', { count: maximumAgents }) }}
      toPatch={(ids) => ({ agentIds: ids })}
    />
  );
}
