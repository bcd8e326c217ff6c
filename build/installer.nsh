; Added to the installer for Windows by electron-builder.

!macro customUnInstall
  ; Electron registers the class that a click on a toast calls (electron/startup.ts), and nothing else removes it.
  ; An update runs the old uninstaller first, and what it shows until DialPop starts again can still be clicked.
  ${ifNot} ${isUpdated}
    DeleteRegKey HKCU "Software\Classes\CLSID\{6F0C9B8A-3D5E-4C52-9B1F-8E2D7A41C6D3}"
  ${endIf}
!macroend
