import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ForwardTarget, maximumForwardTargets } from '../../../../shared/forwarding.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { useAction } from '../../../actions/use-action.ts';
import { bridge } from '../../../bridge.ts';
import { FieldError } from '../../../components/field-error.tsx';
import { useAttempt } from '../../../hooks/use-attempt.ts';
import { useSettingsChange } from '../../../hooks/use-settings-change.ts';
import { forwardingQuery } from '../../../live/queries.ts';
import { EditedListFooter, useEditedList } from '../edited-list.tsx';
import { ResumeDialog } from './resume-dialog.tsx';
import { TargetEditor } from './target-editor.tsx';
import { TargetRow } from './target-row.tsx';

interface Deleted {
  target: ForwardTarget;
  /** Its place in the list. */
  index: number;
}

/** The targets that requests are forwarded to, each with how that goes. */
export function TargetList({ targets }: { targets: ForwardTarget[] }) {
  const { failure, change } = useSettingsChange();
  const { data: states = [] } = useQuery(forwardingQuery.all);
  const attempt = useAttempt();
  const list = useEditedList<Deleted>(targets.length >= maximumForwardTargets);
  useAction('addForwardTarget', list.add);
  /** The target to be turned on, while it is asked what becomes of what came meanwhile. */
  const [resumed, setResumed] = useState<ForwardTarget | null>(null);

  const put = (target: ForwardTarget) =>
    change(({ forwardTargets: all }) => ({
      forwardTargets: all.some(({ id }) => id === target.id)
        ? all.map((one) => (one.id === target.id ? target : one))
        : [...all, target],
    }));
  const keep = async (target: ForwardTarget) => {
    if (await put(target)) list.stopEditing();
  };
  const remove = async (target: ForwardTarget) => {
    let index = 0;
    const isDone = await change(({ forwardTargets: all }) => {
      index = all.findIndex(({ id }) => id === target.id);
      return { forwardTargets: all.filter(({ id }) => id !== target.id) };
    });
    if (isDone) list.noteDeleted({ target, index });
  };
  const undo = async ({ target, index }: Deleted) => {
    const isDone = await change(({ forwardTargets: all }) => ({ forwardTargets: all.toSpliced(index, 0, target) }));
    if (isDone) list.noteRestored();
  };
  const turn = (target: ForwardTarget, isOn: boolean) => {
    const waiting = states.find(({ id }) => id === target.id)?.waiting ?? 0;
    if (isOn && waiting > 0) setResumed(target);
    else void put({ ...target, isOn });
  };
  const resume = async (target: ForwardTarget, beginsNow: boolean) => {
    setResumed(null);
    const begun = beginsNow ? await bridge().beginForwardingNow({ targetId: target.id }) : { ok: true as const };
    if (begun.ok) await put({ ...target, isOn: true });
    return begun;
  };
  return (
    <div className="link-list">
      <p className="setting-description">
        {t(targets.length === 0 && !list.isAdding ? 'forwarding.empty' : 'forwarding.description')}
      </p>
      {targets.length === 0 ? null : (
        <ul className="target-list" aria-label={t('forwarding.listName')}>
          {targets.map((target) => (
            <li key={target.id}>
              {target.id === list.editedId ? (
                <TargetEditor target={target} onSave={(next) => void keep(next)} onCancel={list.stopEditing} />
              ) : (
                <TargetRow
                  target={target}
                  state={states.find(({ id }) => id === target.id) ?? null}
                  onTurn={(isOn) => turn(target, isOn)}
                  onEdit={() => list.beginEditing(target.id)}
                  onDelete={() => void remove(target)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {list.isAdding ? (
        <TargetEditor target={null} onSave={(next) => void keep(next)} onCancel={list.stopEditing} />
      ) : null}
      <FieldError text={failure} />
      <EditedListFooter
        list={list}
        add={t('forwarding.add')}
        undo={t('forwarding.undo')}
        describeDeleted={({ target }) => t('forwarding.deleted', { name: target.name })}
        onUndo={(deleted) => void undo(deleted)}
      />
      <ResumeDialog
        target={resumed}
        waiting={states.find(({ id }) => id === resumed?.id)?.waiting ?? 0}
        onResume={(target, beginsNow) => attempt(() => resume(target, beginsNow))}
        onCancel={() => setResumed(null)}
      />
    </div>
  );
}
