; Installer for Windows: for this user without administrator rights, or for everybody; silent with /S [/AllUsers] [/D=folder].
; Made by build_installer.py windows: makensis -DVERSION=1.2.3 -DTREE=folder -DOUT=file installer.nsi
Unicode true
Target amd64-unicode
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"

Name "Judge Desk"
OutFile "${OUT}"
RequestExecutionLevel user
BrandingText "Judge Desk ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Judge Desk"
VIAddVersionKey "FileDescription" "Judge Desk"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "the Judge Desk authors"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\JudgeDesk"
!define HOME "$INSTDIR\program"
!define PROGRAM "${HOME}\pythonw.exe"
!define RUNTIME "${HOME}\python311.dll"
!define IS_OPEN 6 ; what the installer ends with when the program is open and nobody can be asked
!define NO_RIGHTS 5
!define OPEN '"${PROGRAM}" -P -m judge_desk'
Var Everybody

!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${TREE}\licenses\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_VIETNAMESE} "Judge Desk đang mở. Xin đóng chương trình rồi bấm Thử lại."
LangString RUNNING ${LANG_ENGLISH} "Judge Desk is open. Close it, then press Retry."
LangString OLD_SYSTEM ${LANG_VIETNAMESE} "Judge Desk cần Windows 10 bản 64 bit trở lên."
LangString OLD_SYSTEM ${LANG_ENGLISH} "Judge Desk needs 64-bit Windows 10 or newer."
LangString ASK_RIGHTS ${LANG_VIETNAMESE} "Cài hoặc gỡ cho mọi người dùng máy cần quyền quản trị: bấm chuột phải vào tệp, chọn Chạy với tư cách quản trị."
LangString ASK_RIGHTS ${LANG_ENGLISH} "Installing or removing for all users needs administrator rights: right-click the file, choose Run as administrator."
LangString FOR_ALL ${LANG_VIETNAMESE} "Máy đang cho quyền quản trị. Cài cho mọi người dùng máy? Không: chỉ cài cho người đang dùng."
LangString FOR_ALL ${LANG_ENGLISH} "You are running this as administrator. Install for all users? No: for this user only."
LangString PACK ${LANG_VIETNAMESE} "Gói bài thi Judge Desk"
LangString PACK ${LANG_ENGLISH} "Judge Desk package of entries"
LangString SCORE ${LANG_VIETNAMESE} "Tệp chấm của giám khảo Judge Desk"
LangString SCORE ${LANG_ENGLISH} "Judge Desk score file"
LangString BALLOT ${LANG_VIETNAMESE} "Phiếu chấm niêm phong Judge Desk"
LangString BALLOT ${LANG_ENGLISH} "Judge Desk sealed ballot"
LangString DESK ${LANG_VIETNAMESE} "Hồ sơ cuộc thi Judge Desk"
LangString DESK ${LANG_ENGLISH} "Judge Desk contest"

!macro FileType ENDING WORDS
  WriteRegStr SHCTX "Software\Classes\.${ENDING}" "" "JudgeDesk.${ENDING}"
  WriteRegStr SHCTX "Software\Classes\JudgeDesk.${ENDING}" "" "${WORDS}"
  WriteRegStr SHCTX "Software\Classes\JudgeDesk.${ENDING}\DefaultIcon" "" "${HOME}\icons\${ENDING}.ico"
  WriteRegStr SHCTX "Software\Classes\JudgeDesk.${ENDING}\shell\open\command" "" '${OPEN} "%1"'
!macroend
!macro un.FileType ENDING
  ReadRegStr $0 SHCTX "Software\Classes\.${ENDING}" ""
  ${If} $0 == "JudgeDesk.${ENDING}"
    DeleteRegKey SHCTX "Software\Classes\.${ENDING}"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\JudgeDesk.${ENDING}"
!macroend

; A running program lets nobody write to the library that it runs on (it would let it be renamed): so it is seen.
!macro WaitUntilClosed
  again:
    IfFileExists "${RUNTIME}" 0 closed
    ClearErrors
    FileOpen $0 "${RUNTIME}" a
    IfErrors 0 free
    IfSilent 0 +3
      SetErrorLevel ${IS_OPEN}
      Abort
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" IDRETRY again
    SetErrorLevel ${IS_OPEN}
    Abort
  free:
    FileClose $0
  closed:
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "$(OLD_SYSTEM)" /SD IDOK
    Abort
  ${EndIf}
  SetRegView 64
  SetShellVarContext current
  StrCpy $Everybody 0
  ClearErrors
  ${GetOptions} "$CMDLINE" "/AllUsers" $0
  ${IfNot} ${Errors}
    StrCpy $Everybody 1
  ${EndIf}
  UserInfo::GetAccountType
  Pop $1
  ${If} $Everybody == 1
  ${AndIf} $1 != "Admin"
    MessageBox MB_ICONSTOP "$(ASK_RIGHTS)" /SD IDOK
    SetErrorLevel ${NO_RIGHTS}
    Abort
  ${EndIf}
  ${If} $Everybody == 0
  ${AndIf} $1 == "Admin"
    MessageBox MB_YESNO|MB_ICONQUESTION "$(FOR_ALL)" /SD IDNO IDNO mine
    StrCpy $Everybody 1
    mine:
  ${EndIf}
  ${If} $Everybody == 1
    SetShellVarContext all
  ${EndIf}
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${UNINSTALL}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $Everybody == 1
      StrCpy $INSTDIR "$PROGRAMFILES64\Judge Desk"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Judge Desk"
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "Judge Desk"
  SetRegView 64
  !insertmacro WaitUntilClosed
  RMDir /r "${HOME}" ; ours alone: what else lies in a folder that was chosen by hand stays
  SetOutPath "${HOME}"
  File /r "${TREE}/*"
  CreateShortcut "$SMPROGRAMS\Judge Desk.lnk" "${PROGRAM}" "-P -m judge_desk" "${HOME}\icons\judge-desk.ico"
  !insertmacro FileType "jdpack" "$(PACK)"
  !insertmacro FileType "jdscore" "$(SCORE)"
  !insertmacro FileType "jdballot" "$(BALLOT)"
  !insertmacro FileType "jdesk" "$(DESK)"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Judge Desk"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "${HOME}\icons\judge-desk.ico"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "Everybody" $Everybody
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext current
  ReadRegStr $0 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $0 != "$INSTDIR"
    SetShellVarContext all
    UserInfo::GetAccountType
    Pop $1
    ${If} $1 != "Admin"
      MessageBox MB_ICONSTOP "$(ASK_RIGHTS)" /SD IDOK
      SetErrorLevel ${NO_RIGHTS}
      Abort
    ${EndIf}
  ${EndIf}
FunctionEnd

; Contests, score files and the user's keys lie elsewhere and are left alone.
Section "Uninstall"
  !insertmacro WaitUntilClosed
  SetOutPath "$TEMP"
  RMDir /r "${HOME}"
  Delete "$SMPROGRAMS\Judge Desk.lnk"
  !insertmacro un.FileType "jdpack"
  !insertmacro un.FileType "jdscore"
  !insertmacro un.FileType "jdballot"
  !insertmacro un.FileType "jdesk"
  DeleteRegKey SHCTX "${UNINSTALL}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
