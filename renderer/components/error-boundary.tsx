import { Component, type ReactNode } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { tellProblem } from '../diagnostics/tell-problems.ts';
import { describeFailure } from '../format/failure.ts';

interface Props {
  children: ReactNode;
  /** What the failure is shown in; by itself where it is left out. */
  frame?: (failure: ReactNode) => ReactNode;
}

/** Shows what went wrong and a way on, in place of an empty window. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    tellProblem('boundary', error);
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    const { error } = this.state;
    const failure = (
      <div className="failure" role="alert">
        <h1>{t('failure.title')}</h1>
        <p>{t('failure.text')}</p>
        <pre className="failure-detail">{describeFailure(error)}</pre>
        <button type="button" className="button button-primary" onClick={() => window.location.reload()}>
          {t('failure.reload')}
        </button>
      </div>
    );
    return this.props.frame?.(failure) ?? failure;
  }
}
