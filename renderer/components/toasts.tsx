import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { keyName } from '../actions/key-names.ts';
import { isKey } from '../actions/keys.ts';
import { useAction } from '../actions/use-action.ts';
import { describeFailure } from '../format/failure.ts';
import { focusView, isFocusLost } from '../hooks/use-focus-when-lost.ts';
import { useIsVisible } from '../hooks/use-is-visible.ts';
import { useAnnounce } from './announcer.tsx';
import { useIsBehindDialog } from './open-dialogs.ts';
import '../styles/toasts.css';

export interface ToastRequest {
  text: string;
  /** Takes back what the toast tells of; the undo key does it too, also once the toast has gone. */
  undo?: () => void;
  /** What can be done about it; doing one closes the toast. */
  actions?: readonly { text: string; run: () => void }[];
  tone?: 'plain' | 'problem';
}

interface Toast extends ToastRequest {
  id: number;
}

/** Long enough to read it, find the button and decide. */
const shownMs = 10_000;
/** More than this at once hides what is below. */
const mostToasts = 3;
/** Far more than anybody takes back one by one. */
const mostUndos = 200;
/** Nobody who presses the keys for it later than this means something so old. */
const undoForMs = 10 * 60_000;

/** What can still be taken back, the newest last. */
interface Undo {
  /** Its toast's. */
  id: number;
  run: () => void;
  /** When it was done, as epoch ms. */
  at: number;
}

const ToastContext = createContext<(toast: ToastRequest) => void>(() => {});

/**
 * Reports what has just happened, at the edge of the window, for some ten seconds. It stays while the pointer or the
 * focus is on it, a dialog is open or the window cannot be seen, and then has its full time again.
 */
export function useToast(): (toast: ToastRequest) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const announce = useAnnounce();
  const [toasts, setToasts] = useState<Toast[]>([]);
  const [undos, setUndos] = useState<readonly Undo[]>([]);
  const nextId = useRef(1);
  const show = useCallback(
    (request: ToastRequest) => {
      const id = nextId.current;
      nextId.current += 1;
      setToasts((shown) => {
        // Told again, it is told once.
        const others = shown.filter(({ text, undo }) => text !== request.text || undo !== undefined);
        return [...makeRoom(others), { ...request, id }];
      });
      const { undo } = request;
      if (undo !== undefined) setUndos((known) => [...known, { id, run: undo, at: Date.now() }].slice(-mostUndos));
      announce(
        request.undo === undefined
          ? request.text
          : t('toast.announceUndo', { text: request.text, keys: keyName('Mod+Z') }),
      );
    },
    [announce],
  );
  const close = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const undo = ({ id, run }: Undo) => {
    setUndos((known) => known.filter((other) => other.id !== id));
    focusViewIfInside();
    close(id);
    run();
  };
  const last = undos.at(-1);
  const undoLast = (): void => {
    if (last === undefined || Date.now() - last.at > undoForMs) setUndos([]);
    else undo(last);
  };
  useAction('undo', last === undefined ? null : undoLast);
  useUntoldFailures(show);
  return (
    <ToastContext value={show}>
      {children}
      <ToastRegion toasts={toasts} undos={undos} onUndo={undo} onClose={close} />
    </ToastContext>
  );
}

/** Makes room for one more: the oldest goes, but none with an undo while there is another. */
function makeRoom(toasts: readonly Toast[]): readonly Toast[] {
  if (toasts.length < mostToasts) return toasts;
  const leaving = toasts.find(({ undo }) => undo === undefined) ?? toasts[0];
  return makeRoom(toasts.filter((toast) => toast !== leaving));
}

/** What the main process could not do, and nobody has told of elsewhere, is told here: nothing fails in silence. */
function useUntoldFailures(show: (toast: ToastRequest) => void): void {
  useEffect(() => {
    const onRejection = ({ reason }: PromiseRejectionEvent) => show({ text: describeFailure(reason), tone: 'problem' });
    window.addEventListener('unhandledrejection', onRejection);
    return () => window.removeEventListener('unhandledrejection', onRejection);
  }, [show]);
}

/** The newest is nearest to the edge; the announcer speaks them, so the region itself is silent. */
function ToastRegion({ toasts, undos, onUndo, onClose }: RegionProps) {
  const region = useRef<HTMLElement>(null);
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const isBehindDialog = useIsBehindDialog();
  const isHeld = !useIsVisible() || isBehindDialog || isPointedAt || hasFocus;
  const close = (toast: Toast) => {
    focusViewIfInside();
    onClose(toast.id);
  };
  const isEmpty = toasts.length === 0;
  useEffect(() => {
    if (isEmpty) setPointedAt(false);
  }, [isEmpty]);
  // What had the focus may have been pushed away with its toast, which fires no blur.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever a toast comes or goes
  useEffect(() => {
    if (!hasFocus || region.current?.contains(document.activeElement) === true) return;
    setFocus(false);
    if (isFocusLost()) focusView();
  }, [toasts, hasFocus]);
  if (isEmpty) return null;
  return (
    <section
      ref={region}
      className="toasts"
      aria-label={t('toast.region')}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={() => setFocus(true)}
      // If the whole window loses the focus, the element keeps it.
      onBlur={({ currentTarget, relatedTarget }) =>
        setFocus(currentTarget.contains(relatedTarget ?? document.activeElement))
      }
      onKeyDown={(event) => {
        const last = toasts.at(-1);
        if (!isKey(event, 'Escape') || last === undefined) return;
        event.preventDefault();
        close(last);
      }}
    >
      {toasts.map((toast) => {
        const undo = undos.find(({ id }) => id === toast.id);
        return (
          <ToastCard
            key={toast.id}
            toast={toast}
            isHeld={isHeld}
            onTimeOut={onClose}
            onClose={() => close(toast)}
            onUndo={undo === undefined ? null : () => onUndo(undo)}
          />
        );
      })}
    </section>
  );
}

interface RegionProps {
  toasts: Toast[];
  undos: readonly Undo[];
  onUndo: (undo: Undo) => void;
  onClose: (id: number) => void;
}

interface CardProps {
  toast: Toast;
  /** It stays as long as this is true. */
  isHeld: boolean;
  onTimeOut: (id: number) => void;
  onClose: () => void;
  onUndo: (() => void) | null;
}

function ToastCard({ toast, isHeld, onTimeOut, onClose, onUndo }: CardProps) {
  const { id } = toast;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => onTimeOut(id), shownMs);
    return () => clearTimeout(timer);
  }, [id, isHeld, onTimeOut]);
  const keys = useMemo(() => keyName('Mod+Z'), []);
  return (
    <div className={`toast tone-${toast.tone ?? 'plain'}`}>
      <p>{toast.text}</p>
      {onUndo === null ? null : (
        <button type="button" className="toast-undo" onClick={onUndo}>
          {t('toast.undo')}
          <kbd>{keys}</kbd>
        </button>
      )}
      {toast.actions?.map(({ text, run }) => (
        <button
          key={text}
          type="button"
          className="toast-undo"
          onClick={() => {
            onClose();
            run();
          }}
        >
          {text}
        </button>
      ))}
      <button type="button" className="icon-button" aria-label={t('toast.close')} onClick={onClose}>
        <X aria-hidden />
      </button>
    </div>
  );
}

/** The button that has the focus goes away with its toast. */
function focusViewIfInside(): void {
  if (document.activeElement?.closest('.toasts') != null) focusView();
}
