import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { agentIdSchema } from '../../../shared/settings.ts';
import { bridge } from '../../bridge.ts';
import { useSave } from '../../hooks/use-save.ts';
import { Setting } from './setting.tsx';

const maximumAgents = 50;
/** Keys that end one id and begin the next. */
const separators = new Set(['Enter', ',', ';', ' ']);

/** Whose calls pop, as chips: typed and ended with Enter, a comma or a space; pasted several at once. */
export function AgentIdsSetting({ agentIds }: { agentIds: string[] }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { isSaved, failure, save } = useSave();
  const [draft, setDraft] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const error = problem ?? failure;

  const saveIds = (ids: string[]) => save(() => bridge().updateSettings({ agentIds: ids }));
  const add = async (text: string) => {
    const typed = text.split(/[\s,;]+/).filter((part) => part !== '');
    if (typed.length === 0) return setDraft('');
    const wrong = typed.find((part) => !agentIdSchema.safeParse(part).success);
    if (wrong !== undefined) return setProblem(t('settings.agentIds.invalid', { text: wrong }));
    const ids = [...new Set([...agentIds, ...typed])];
    if (ids.length > maximumAgents) return setProblem(t('settings.agentIds.tooMany', { count: maximumAgents }));
    setProblem(null);
    if (await saveIds(ids)) setDraft('');
  };
  const remove = (agentId: string) => {
    setProblem(null);
    // The chip's button goes away with its chip; the focus stays in the setting.
    input.current?.focus();
    return saveIds(agentIds.filter((other) => other !== agentId));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = agentIds.at(-1);
    if (separators.has(event.key)) {
      event.preventDefault();
      add(draft);
    } else if (event.key === 'Backspace' && draft === '' && last !== undefined) {
      remove(last);
    } else if (event.key === 'Escape') {
      setDraft('');
      setProblem(null);
    }
  };
  return (
    <Setting
      label={t('settings.agentIds.label')}
      controlId={id}
      descriptionId={`${id}-description`}
      description={t('settings.agentIds.description')}
      isSaved={isSaved}
      error={error}
      errorId={`${id}-error`}
    >
      <div className="chips-input">
        {agentIds.length === 0 ? null : (
          <ul className="chips" aria-label={t('settings.agentIds.listName')}>
            {agentIds.map((agentId) => (
              <li key={agentId} className="chip">
                {agentId}
                <button
                  type="button"
                  aria-label={t('settings.agentIds.remove', { agent: agentId })}
                  onClick={() => remove(agentId)}
                >
                  <X aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          ref={input}
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder={agentIds.length === 0 ? t('settings.agentIds.placeholder') : undefined}
          value={draft}
          aria-invalid={error !== null}
          aria-describedby={error === null ? `${id}-description` : `${id}-error ${id}-description`}
          onChange={(event) => {
            setDraft(event.target.value);
            setProblem(null);
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text');
            if (!/[\s,;]/.test(text.trim())) return;
            event.preventDefault();
            add(`${draft}${text}`);
          }}
          onBlur={() => add(draft)}
        />
      </div>
    </Setting>
  );
}
