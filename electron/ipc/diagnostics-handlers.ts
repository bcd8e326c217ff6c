import type { Diagnostics, HistoryCheck } from '../../shared/diagnostics/diagnostics.ts';
import type { Result } from '../../shared/ipc/common.ts';
import type { DiagnosticsResults, ReportChoices, WindowProblem } from '../../shared/ipc/diagnostics.ts';
import { type Done, type HandlersOf, nothing } from './register-handlers.ts';

/** What the handlers ask and do. */
export interface DiagnosticsHandlerDependencies {
  collect: () => Promise<Diagnostics>;
  makeReport: (choices: ReportChoices) => Promise<string>;
  checkHistory: () => HistoryCheck;
  cancelHistoryCheck: () => Done;
  showLogs: () => Promise<Result>;
  noteWindowProblem: (problem: WindowProblem) => Done;
}

export function createDiagnosticsHandlers(diagnostics: DiagnosticsHandlerDependencies): HandlersOf<DiagnosticsResults> {
  return {
    getDiagnostics: () => diagnostics.collect(),
    makeReport: async (choices) => ({ text: await diagnostics.makeReport(choices) }),
    checkHistory: () => diagnostics.checkHistory(),
    cancelHistoryCheck: () => nothing(diagnostics.cancelHistoryCheck()),
    showLogs: () => diagnostics.showLogs(),
    reportProblem: (problem) => nothing(diagnostics.noteWindowProblem(problem)),
  };
}
