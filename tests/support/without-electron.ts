/**
 * Imported first where a module imports Electron and runs without it: outside Electron its
 * package only tells where the program is, and looks for it on disk unless it is told.
 */
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= import.meta.dirname;
