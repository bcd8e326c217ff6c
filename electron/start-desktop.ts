/**
 * The second half of the composition root: what a person sees, and what keeps the history tidy. Made once the app
 * listens (start-listener.ts) and Electron is ready.
 */
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  Menu,
  type MenuItemConstructorOptions,
  Notification,
  nativeImage,
  powerMonitor,
  protocol,
  screen,
  shell,
  Tray,
} from 'electron';
import { everyCall } from '../shared/call-query.ts';
import { getHomeCountry } from '../shared/home-country.ts';
import { t } from '../shared/i18n/translate.ts';
import { everyRequest } from '../shared/request-query.ts';
import type { Settings } from '../shared/settings.ts';
import { stepZoom } from '../shared/zoom.ts';
import { createActions } from './actions.ts';
import { createAppStatus } from './app-status.ts';
import type { CommandLineOptions } from './command-line.mjs';
import { createFileChooser } from './data/choose-file.ts';
import { createDamageWatch } from './data/damage-watch.ts';
import { createHistoryWorks } from './data/history-works.ts';
import { holdAll } from './data/hold-all.ts';
import { createTaskRunner } from './data/run-task.ts';
import { startKeepingTidy } from './data/start-keeping-tidy.ts';
import { createDiagnostics } from './diagnostics/create-diagnostics.ts';
import { listCallsToSameNumber } from './history/earlier-calls.ts';
import { createHistoryClient } from './history/history-client.ts';
import { followHomeCountry } from './home-country.ts';
import { createCallHandlers } from './ipc/call-handlers.ts';
import { createChangeFeed } from './ipc/change-feed.ts';
import { createDataHandlers } from './ipc/data-handlers.ts';
import { createDiagnosticsHandlers } from './ipc/diagnostics-handlers.ts';
import { createLinkHandlers } from './ipc/link-handlers.ts';
import { createPageHistory } from './ipc/page-history.ts';
import { createPublisher } from './ipc/publish.ts';
import { nothing, registerHandlers } from './ipc/register-handlers.ts';
import { createSettingsHandlers } from './ipc/settings-handlers.ts';
import { createTunnelHandlers } from './ipc/tunnel-handlers.ts';
import { createAppLanguage } from './language.ts';
import { createCallLinkService } from './links/call-link-service.ts';
import { createNotifier } from './notifications/create-notifier.ts';
import { endPausesInTime } from './notifications/pause.ts';
import { createPopupService } from './notifications/popup-service.ts';
import { watchSystemPopups } from './notifications/system-popups.ts';
import { saveSettingsLater } from './save-settings-later.ts';
import { startInspector } from './start-inspector.ts';
import type { Desktop, Listener } from './start-listener.ts';
import { createTestCalls } from './test-call/create-test-calls.ts';
import { createTrayIcon } from './tray/tray.ts';
import { createTrayCommands } from './tray/tray-commands.ts';
import { createTrayHost } from './tray/tray-host.ts';
import { loadTrayIcons } from './tray/tray-icons.ts';
import { createTunnel } from './tunnel/create-tunnel.ts';
import { allowDevelopmentServer, serveApp } from './window/app-protocol.ts';
import { createMainWindow } from './window/main-window.ts';
import { createWindowRecovery, logHelpersGone } from './window/window-recovery.ts';

/** Without a View menu: its zoom keys would not reach the page, which keeps what they did. */
const macMenu: MenuItemConstructorOptions[] = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }];

/** @param listener what takes requests already */
export function startDesktop({ hidden }: CommandLineOptions, listener: Listener): Desktop {
  const { userData, builtFolder, historyFile, logger, settings, history, server } = listener;
  const icons = join(app.getAppPath(), 'build/icons');
  const developmentUrl = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
  logHelpersGone(app, logger);
  const language = createAppLanguage(app, () => settings.get().language);
  const updateHomeCountry = followHomeCountry(app, () => settings.get().homeCountry);
  const runTask = createTaskRunner(join(builtFolder, 'main/data-worker.js'));
  const works = createHistoryWorks(history.isSalvaging);
  const damage = createDamageWatch({
    runTask,
    historyFile,
    onDamage: history.noteDamage,
    reportError: logger.error,
  });
  const reads = createHistoryClient({
    file: historyFile,
    workerPath: join(builtFolder, 'main/history-worker.js'),
    onDamage: () => void damage.look(),
  });
  // Before the writer has made or mended the file there is nothing to read.
  void reads.hold().then((resume) => history.ready.then(resume));

  // What is told.
  const status = createAppStatus({
    getServerStatus: server.status,
    getSettings: settings.get,
    getSettingsProblem: () => settings.unreadable,
    countUnread: () => history.overview().unread,
    getHistoryState: history.state,
    getTunnelStatus: () => tunnel.status(),
    getSystemPopups: () => systemPopups.get(),
    getAnswerControl: listener.answers.get,
    getForwardingStatus: () => inspector.forwarding.status(),
    lastRequestAt: () => history.overview().lastRequestAt,
    version: app.getVersion(),
  });
  const publish = createPublisher(() => window.target());
  const changes = createChangeFeed((ids) => {
    const current = status.get();
    tray.render({ status: current, recentCalls: history.overview().recentCalls });
    publish('statusChanged', current);
    testCalls.follow();
    if (ids.length > 0) publish('callsChanged', { ids });
  });
  const announceOwn = (): string => listener.ownSends.announce({ origin: 'composed', sourceId: null });
  const actions = createActions({
    settings,
    history,
    status,
    changes,
    announceOwn,
    writeClipboard: (text) => clipboard.writeText(text),
  });
  const stopSavingLater = saveSettingsLater({ settings, status, onChange: () => changes.add() });

  const diagnostics = createDiagnostics({
    logger,
    platform: process.platform,
    appVersion: app.getVersion(),
    userData,
    historyFile,
    runTask,
    getStatus: () => status.get(),
    readConnection: history.readConnection,
    listCalls: async (limit) => (await reads.findCalls({ query: everyCall, before: null, limit })).items,
    listRequests: async (limit) => (await reads.findRequests({ query: everyRequest, before: null, limit })).items,
    getRequestCounts: listener.getRequestCounts,
    getProcessMetrics: () => app.getAppMetrics(),
    // An AppImage adds the switch on its own if the system denies it user namespaces.
    isSandboxed: () => !app.commandLine.hasSwitch('no-sandbox'),
    openFolder: (path) => shell.openPath(path),
    onCheckChanged: (check) => {
      publish('historyCheckChanged', check);
      if (check.state === 'done' && check.damage !== null) void damage.look();
    },
  });

  // What a person sees.
  const isFirstRun = (): boolean =>
    settings.unreadable === null && !settings.get().welcomeDone && history.overview().lastRequestAt === null;
  const window = createMainWindow({
    createWindow: (windowOptions) => {
      reads.warmUp();
      void settings.warmUp();
      return new BrowserWindow(windowOptions);
    },
    screen,
    builtFolder,
    iconPath: join(icons, 'icon.png'),
    developmentUrl,
    hasTrayHost: () => trayHost.exists(),
    onClosedToTray: () => {
      if (settings.get().closeExplained) return;
      void settings.update({ closeExplained: true });
      void notifier.show('tray', { title: t('tray.staysTitle'), body: t('tray.staysBody') }, () => window.show());
    },
    publish,
    getLanguage: language.get,
    getHomeCountry,
    getZoomPercent: () => settings.get().zoomPercent,
    // Every notch of the wheel counts, however fast they come.
    onZoom: (direction) =>
      void actions.changeSettings(({ zoomPercent }) => ({ zoomPercent: stepZoom(zoomPercent, direction) })),
    getStartView: () => (isFirstRun() ? 'welcome' : null),
    recovery: createWindowRecovery({
      dialog,
      quit: () => app.quit(),
      logger,
      onReloaded: (failure) => {
        status.addNotice({ id: `window_${failure}`, detail: '' });
        changes.add();
      },
    }),
    reportError: (error) => logger.error('The window could not be loaded', error),
  });
  screen.on('display-removed', window.followScreens);
  screen.on('display-metrics-changed', window.followScreens);
  const runCommand = createTrayCommands({
    actions,
    window,
    dialog,
    app,
    checkTunnel: () => tunnel.check(),
    stopChosenAnswers: listener.answers.stop,
  });
  const tray = createTrayIcon({
    createTray: (image) => new Tray(image),
    buildMenu: (template) => Menu.buildFromTemplate(template),
    icons: loadTrayIcons((path) => nativeImage.createFromPath(path), join(icons, 'tray'), process.platform),
    clickOpensWindow: process.platform !== 'darwin',
    run: (command) => void runCommand(command),
  });
  const trayHost = createTrayHost({
    platform: process.platform,
    onChange: diagnostics.noteTrayHost,
    renewIcon: tray.renew,
    onMissing: window.offer,
  });
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate(macMenu) : null);

  const notifier = diagnostics.watchNotifier(
    createNotifier({
      platform: process.platform,
      appName: app.getName(),
      // The notification service cannot look into the package; this file lies beside it.
      iconPath: join(icons, 'icon.png').replace('app.asar', 'app.asar.unpacked'),
      createNotification: (notificationOptions) => new Notification(notificationOptions),
      notifications: Notification,
      onUnknownPress: () => window.showView('calls'),
    }),
  );
  const systemPopups = watchSystemPopups(
    process.platform,
    () => changes.add(),
    (error) => logger.error('A change of the system’s popups could not be told', error),
  );
  app.on('browser-window-focus', systemPopups.refresh);
  const links = createCallLinkService({
    getSettings: settings.get,
    getCall: history.getCall,
    openExternal: (url) => shell.openExternal(url),
  });
  const popups = createPopupService({
    notifier,
    links,
    getSettings: settings.get,
    writeOutcome: (eventId, outcome) => {
      testCalls.notePopup(eventId, outcome);
      if (outcome.status === 'failed') status.addNotice({ id: 'popups_failing', detail: outcome.reason });
      if (outcome.status === 'shown') status.removeNotice('popups_failing');
      history.writePopupOutcome(eventId, outcome).then(
        (callId) => callId !== null && changes.add([callId]),
        (error) => logger.error('What became of a popup could not be written down', error),
      );
    },
    openCall: (id) => window.showCall(id),
    openCalls: () => window.showView('calls'),
    copyText: actions.copyText,
    notePress: (id) => void testCalls.noteClick(id),
    noteClosed: (id, closing) => testCalls.noteClosed(id, closing),
    noteResult: systemPopups.noteResult,
    reportError: (error) => logger.error('A popup could not be decided on or written down', error),
  });
  // From the internet to here, and the proof of it.
  const tunnel = createTunnel({
    getSettings: settings.get,
    getServerStatus: server.status,
    onChange: () => changes.add(),
    onNetworkChange: () => testCalls.noteNetworkChange(),
    showPopup: (text) => void notifier.show('tunnel', text, () => window.showView('settings')),
    powerMonitor,
  });
  const testCalls = createTestCalls({
    status,
    tunnel,
    getSettings: settings.get,
    publish,
    announceOwn,
    showPopup: popups.showAgain,
  });
  const followLimits = (now: Settings, before: Settings | null): void => {
    if (JSON.stringify(now.retention) !== JSON.stringify(before?.retention)) void tidy.retentionChanged();
    if (JSON.stringify(now.requestLimits) !== JSON.stringify(before?.requestLimits)) tidy.requestLimitsChanged();
  };
  // `before` is null if the file could not be read until now; the listener then finds its port by itself.
  const stopSettings = settings.onChange((now, before) => {
    if (before !== null && now.port !== before.port) void server.listen(now.port);
    if (now.token !== before?.token) listener.tellToken();
    if (now.zoomPercent !== before?.zoomPercent) window.followZoom();
    followLimits(now, before);
    tunnel.retarget();
    void inspector.forwarding.retarget();
    if (now.homeCountry !== before?.homeCountry) updateHomeCountry();
    publish('settingsChanged', now);
    if (now.language !== before?.language && language.follow()) window.followLanguage();
  });
  const stopPauseTimer = endPausesInTime(settings, actions.changeSettings);

  // Keeping tidy.
  const historyReplaced = (): void => {
    popups.forgetCalls();
    // Its call's id belongs to another call now.
    testCalls.forget();
    inspector.historyReplaced();
    publish('historyReplaced', undefined);
    changes.add();
  };
  const chooseFile = createFileChooser({
    dialog,
    getWindow: () => BrowserWindow.getAllWindows()[0] ?? null,
    folder: app.getPath('documents'),
  });
  const tidy = startKeepingTidy({
    runTask,
    works,
    history,
    historyFile,
    folder: userData,
    appVersion: app.getVersion(),
    getSettings: settings.get,
    getSettingsProblem: () => settings.unreadable,
    updateSettings: async (patch, effect) => {
      const saved = await settings.update(patch, effect);
      if (!saved.ok && effect === 'in_any_case') status.addNotice({ id: 'settings_not_saved', detail: saved.message });
      return saved;
    },
    releaseReaders: () => holdAll([inspector.forwarding.hold, diagnostics.holdHistory, damage.hold, reads.hold]),
    onReplaced: historyReplaced,
    reportRestoreError: (detail) => logger.error(detail),
    choose: chooseFile,
    showInFolder: (path) => shell.showItemInFolder(path),
    openFolder: (path) => shell.openPath(path),
    onJob: (job) => publish('jobChanged', job),
    onDeleted: changes.add,
    // If the settings cannot be read, the default limits must not delete a request.
    setRequestLimits: (limits) => {
      if (settings.unreadable === null) history.setRequestLimits(limits);
    },
    lastRequestAt: () => history.overview().lastRequestAt,
    onClockDoubted: (isDoubted) => {
      if (isDoubted) status.addNotice({ id: 'clock_ahead', detail: '' });
      if (isDoubted || status.removeNotice('clock_ahead')) changes.add();
    },
    reportError: (detail) => logger.error(`The history could not be kept within its limits: ${detail}`),
  });

  const inspector = startInspector({
    listener,
    reads,
    runTask,
    works,
    publish,
    onStatus: () => changes.add(),
    getStatus: status.get,
    changeSettings: actions.changeSettings,
    announceOwn,
    chooseFile,
    exportRequests: tidy.service.exportRequests,
  });
  registerHandlers(createPageHistory(history.historyNumber), {
    ...createCallHandlers({
      history: { ...reads, listEarlierCalls: (id, limit) => listCallsToSameNumber(reads, id, limit) },
      actions,
    }),
    ...inspector.handlers,
    ...createLinkHandlers({ links }),
    ...createSettingsHandlers({ settings, actions }),
    ...createTunnelHandlers({ tunnel, testCall: testCalls }),
    ...createDataHandlers(tidy.service),
    ...createDiagnosticsHandlers(diagnostics.service),
    getStatus: () => status.get(),
    dismissNotice: ({ id }) => nothing(actions.dismissNotice(id)),
    copyText: async ({ text }) => nothing(await actions.copyText(text)),
    sendSample: () => actions.sendSample(),
  });
  if (developmentUrl !== null) allowDevelopmentServer(developmentUrl);
  serveApp(protocol, join(builtFolder, 'renderer'), window.noteUnreadable);

  // Whether a first window begins with Welcome is in the history.
  if (!hidden && !settings.get().startHidden) void history.ready.then(() => window.show());

  return {
    status,
    announce: (recorded, event, receivedAt) => {
      testCalls.noteRecorded(recorded, event);
      popups.announce(recorded, event, receivedAt);
    },
    noteChange: changes.add,
    noteTurnedAway: inspector.noteTurnedAway,
    noteRequests: inspector.noteRequests,
    noteCameBack: inspector.forwarding.noteCameBack,
    noteSalvage: inspector.forwarding.noteSalvage,
    noteReceived: testCalls.noteReceived,
    noteListener: (serverStatus) => {
      diagnostics.noteListener(serverStatus);
      tunnel.retarget();
      void inspector.forwarding.retarget();
      changes.add();
    },
    takeNonce: tunnel.takeNonce,
    reopenReaders: async (afterMs) => {
      const resume = await reads.hold();
      if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs).unref());
      resume();
    },
    historyReplaced,
    sendSample: actions.sendSample,
    importFile: inspector.importFile,
    showWindow: window.show,
    stopFirst: [
      ...inspector.stopFirst,
      { name: 'the tunnel check', protectsData: false, stop: tunnel.stop },
      { name: 'the test call', protectsData: false, stop: testCalls.stop },
      { name: 'keeping tidy', protectsData: true, stop: tidy.stop, limitMs: 1500 },
      // A last try, which the settings' own step waits for as well.
      { name: 'saving the settings again', protectsData: true, stop: stopSavingLater, limitMs: 1500 },
      {
        name: 'the timers',
        protectsData: false,
        stop: () => [stopPauseTimer, stopSettings, changes.stop, inspector.stopTelling].forEach((stop) => void stop()),
      },
    ],
    stopThen: [
      { name: 'the popups', protectsData: false, stop: popups.close },
      { name: 'the watch over the system’s popups', protectsData: false, stop: systemPopups.stop },
      { name: 'the tray host watch', protectsData: false, stop: trayHost.stop },
      { name: 'the diagnostics', protectsData: false, stop: diagnostics.stop },
      { name: 'the watch for damage', protectsData: false, stop: damage.stop },
      { name: 'the window', protectsData: false, stop: window.close },
      { name: 'the tray', protectsData: false, stop: tray.stop },
      { name: 'the history’s reader', protectsData: false, stop: reads.close },
    ],
  };
}
