import { useQuery } from '@tanstack/react-query';
import { type ForwardTarget, maximumForwardTargets } from '../../../../shared/forwarding.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { useAction } from '../../../actions/use-action.ts';
import { bridge } from '../../../bridge.ts';
import { useShowDialog } from '../../../components/dialog-host.tsx';
import { FieldError } from '../../../components/field-error.tsx';
import { createKeptDrafts } from '../../../hooks/kept-drafts.ts';
import { putBack } from '../../../hooks/put-back.ts';
import { useAttempt } from '../../../hooks/use-attempt.ts';
import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { useSettingsChange } from '../../../hooks/use-settings-change.ts';
import { forwardingQuery } from '../../../live/queries.ts';
import { type Edit, EditedListFooter, useEditedList } from '../edited-list.tsx';
import { ResumeDialog } from './resume-dialog.tsx';
import { withEdited, withTurned } from './target-changes.ts';
import { TargetEditor } from './target-editor.tsx';
import { TargetRow } from './target-row.tsx';

const drafts = createKeptDrafts<Edit<ForwardTarget>>();
const createTarget = (): ForwardTarget => ({
  id: crypto.randomUUID(),
  name: '',
  url: 'http://localhost:',
  isOn: true,
  query: '',
  forwardsOwn: false,
  forwardsRedeliveries: false,
});

interface Deleted {
  target: ForwardTarget;
  /** Its place in the list. */
  index: number;
}

const deletions = createKeptDrafts<Deleted>();

/** The targets that requests are forwarded to, each with how that goes. */
export function TargetList({ targets }: { targets: ForwardTarget[] }) {
  const { failure, change } = useSettingsChange();
  const { data: states = [] } = useQuery(forwardingQuery.all);
  const attempt = useAttempt();
  const list = useEditedList<ForwardTarget, Deleted>({
    items: targets,
    maximum: maximumForwardTargets,
    drafts,
    deletions,
    createItem: createTarget,
  });
  useAction('addForwardTarget', list.add);
  const showDialog = useShowDialog();

  const keep = async (target: ForwardTarget) => {
    const isDone = await change(({ forwardTargets: all }) => ({ forwardTargets: withEdited(all, target) }));
    if (isDone) list.stopEditing(target.id);
  };
  const setOn = (id: string, isOn: boolean) =>
    change(({ forwardTargets: all }) => ({ forwardTargets: withTurned(all, id, isOn) }));
  const remove = async (target: ForwardTarget) => {
    let index = 0;
    const isDone = await change(({ forwardTargets: all }) => {
      index = all.findIndex(({ id }) => id === target.id);
      return { forwardTargets: all.filter(({ id }) => id !== target.id) };
    });
    if (isDone) list.noteDeleted({ target, index });
  };
  const undo = useOneAtATime(async ({ target, index }: Deleted) => {
    const isDone = await change(({ forwardTargets: all }) => ({ forwardTargets: putBack(all, index, target) }));
    if (isDone) list.noteRestored();
  });
  const nameOfEditor = (id: string): string => {
    const saved = targets.find((one) => one.id === id);
    return saved === undefined ? t('forwarding.editor.name') : t('forwarding.edit', { name: saved.name });
  };
  const editor = ({ draft, isNew }: Edit<ForwardTarget>) => (
    <TargetEditor
      key={draft.id}
      draft={draft}
      label={nameOfEditor(draft.id)}
      takesFocus={draft.id === list.openedId}
      onDraft={(next) => list.keepDraft({ draft: next, isNew })}
      onSave={keep}
      onCancel={() => list.stopEditing(draft.id)}
    />
  );
  const row = (target: ForwardTarget) => (
    <TargetRow
      target={target}
      state={states.find(({ id }) => id === target.id) ?? null}
      onTurn={(isOn) => turn(target, isOn)}
      onEdit={() => list.beginEditing(target)}
      onDelete={() => void remove(target)}
    />
  );
  const turn = (target: ForwardTarget, isOn: boolean) => {
    const waiting = states.find(({ id }) => id === target.id)?.waiting ?? 0;
    if (isOn && waiting > 0) askAndResume(target, waiting);
    else void setOn(target.id, isOn);
  };
  /** Asks what becomes of what came meanwhile. */
  const askAndResume = (target: ForwardTarget, waiting: number) =>
    showDialog('resume', (dialog) => (
      <ResumeDialog
        {...dialog}
        target={target}
        waiting={waiting}
        onResume={(beginsNow) => {
          dialog.onClose();
          attempt(() => resume(target, beginsNow));
        }}
      />
    ));
  const resume = async (target: ForwardTarget, beginsNow: boolean) => {
    const begun = beginsNow ? await bridge().beginForwardingNow({ targetId: target.id }) : { ok: true as const };
    if (begun.ok) await setOn(target.id, true);
    return begun;
  };
  return (
    <div className="link-list">
      <p className="setting-description">
        {t(targets.length === 0 && list.newEdits.length === 0 ? 'forwarding.empty' : 'forwarding.description')}
      </p>
      {targets.length === 0 ? null : (
        <ul className="target-list" aria-label={t('forwarding.listName')}>
          {targets.map((target) => {
            const edit = list.editOf(target.id);
            return <li key={target.id}>{edit === undefined ? row(target) : editor(edit)}</li>;
          })}
        </ul>
      )}
      {list.newEdits.map(editor)}
      <FieldError text={failure} />
      <EditedListFooter
        list={list}
        add={t('forwarding.add')}
        undo={t('forwarding.undo')}
        describeDeleted={({ target }) => t('forwarding.deleted', { name: target.name })}
        onUndo={(deleted) => void undo(deleted)}
      />
    </div>
  );
}
