import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type ForwardTarget, maximumForwardTargets } from '../../../../shared/forwarding.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { useAction } from '../../../actions/use-action.ts';
import { bridge } from '../../../bridge.ts';
import { useSettingsChange } from '../../../hooks/use-settings-change.ts';
import { forwardingQuery } from '../../../live/queries.ts';
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
  const [editedId, setEditedId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  /** The target to be turned on, while it is asked what becomes of what came meanwhile. */
  const [resumed, setResumed] = useState<ForwardTarget | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  // The row went away with its button; what can be done about it is what comes next.
  useEffect(() => {
    if (deleted !== null) undoButton.current?.focus();
  }, [deleted]);
  const isFull = targets.length >= maximumForwardTargets;
  const beginAdding = () => {
    setEditedId(null);
    setDeleted(null);
    setAdding(true);
  };
  useAction('addForwardTarget', isFull || isAdding ? null : beginAdding);

  const put = (target: ForwardTarget) =>
    change(({ forwardTargets: all }) => ({
      forwardTargets: all.some(({ id }) => id === target.id)
        ? all.map((one) => (one.id === target.id ? target : one))
        : [...all, target],
    }));
  const remove = (target: ForwardTarget) =>
    change(({ forwardTargets: all }) => {
      setDeleted({ target, index: all.findIndex(({ id }) => id === target.id) });
      return { forwardTargets: all.filter(({ id }) => id !== target.id) };
    });
  const undo = async ({ target, index }: Deleted) => {
    const isDone = await change(({ forwardTargets: all }) => ({ forwardTargets: all.toSpliced(index, 0, target) }));
    if (!isDone) return;
    setDeleted(null);
    addButton.current?.focus();
  };
  const stopEditing = () => {
    setEditedId(null);
    setAdding(false);
    requestAnimationFrame(() => addButton.current?.focus());
  };
  const turn = (target: ForwardTarget, isOn: boolean) => {
    const waiting = states.find(({ id }) => id === target.id)?.waiting ?? 0;
    if (isOn && waiting > 0) setResumed(target);
    else void put({ ...target, isOn });
  };
  const resume = async (target: ForwardTarget, beginsNow: boolean) => {
    setResumed(null);
    const begun = beginsNow ? await bridge().beginForwardingNow({ targetId: target.id }) : { ok: true as const };
    if (!begun.ok) throw new Error(begun.message);
    await put({ ...target, isOn: true });
  };
  return (
    <div className="link-list">
      <p className="setting-description">
        {t(targets.length === 0 && !isAdding ? 'forwarding.empty' : 'forwarding.description')}
      </p>
      {targets.length === 0 ? null : (
        <ul className="target-list" aria-label={t('forwarding.listName')}>
          {targets.map((target) => (
            <li key={target.id}>
              {target.id === editedId ? (
                <TargetEditor
                  target={target}
                  onSave={async (next) => (await put(next)) && stopEditing()}
                  onCancel={stopEditing}
                />
              ) : (
                <TargetRow
                  target={target}
                  state={states.find(({ id }) => id === target.id) ?? null}
                  onTurn={(isOn) => turn(target, isOn)}
                  onEdit={() => {
                    setAdding(false);
                    setEditedId(target.id);
                  }}
                  onDelete={() => remove(target)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {isAdding ? (
        <TargetEditor
          target={null}
          onSave={async (next) => (await put(next)) && stopEditing()}
          onCancel={stopEditing}
        />
      ) : null}
      {failure === null ? null : (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
      <div className="button-row">
        {isAdding ? null : (
          <button ref={addButton} type="button" className="button" disabled={isFull} onClick={beginAdding}>
            <Plus aria-hidden />
            {t('forwarding.add')}
          </button>
        )}
        {deleted === null ? null : (
          <p className="link-undo" role="status">
            <span>{t('forwarding.deleted', { name: deleted.target.name })}</span>
            <button ref={undoButton} type="button" className="link-button" onClick={() => undo(deleted)}>
              {t('forwarding.undo')}
            </button>
          </p>
        )}
      </div>
      <ResumeDialog
        target={resumed}
        waiting={states.find(({ id }) => id === resumed?.id)?.waiting ?? 0}
        onResume={resume}
        onCancel={() => setResumed(null)}
      />
    </div>
  );
}
