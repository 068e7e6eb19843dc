@echo off
rem Starts Handrail. Needs Java 25: HANDRAIL_JAVA_HOME, its own, the JDK of the build, JAVA_HOME, the PATH or the usual places, the first that fits.
setlocal EnableExtensions DisableDelayedExpansion
for %%d in ("%~dp0..") do set "HANDRAIL=%%~fd"
set "JAVA="
if defined HANDRAIL_JAVA_HOME call :take "%HANDRAIL_JAVA_HOME%"
call :take "%HANDRAIL%\runtime"
if not defined JAVA call :take_of_build
if defined JAVA_HOME call :take "%JAVA_HOME%"
if not defined JAVA for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :take "%%~dp$PATH:j.."
if not defined JAVA for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*25*" "%ProgramFiles%\Java\*25*" "%ProgramFiles%\Microsoft\*25*" "%USERPROFILE%\.jdks\*25*" "%USERPROFILE%\.m2\jdks\*25*") do call :take "%%~d"
if not defined JAVA goto none

rem Only the window needs JavaFX; commands start faster without it.
if "%~1"=="" goto window
"%JAVA%\bin\java.exe" -Xmx1g %HANDRAIL_JAVA_OPTS% -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -classpath "%HANDRAIL%\lib\*" dev.handrail.Handrail %*
exit /b %ERRORLEVEL%

:window
rem javaw, so that no console stays open behind the window
set "WINDOW=javaw.exe"
if not exist "%JAVA%\bin\javaw.exe" set "WINDOW=java.exe"
start "Handrail" "%JAVA%\bin\%WINDOW%" -Xmx1g %HANDRAIL_JAVA_OPTS% --module-path="%HANDRAIL%\fx" --add-modules=javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED --add-exports=javafx.graphics/com.sun.glass.ui=ALL-UNNAMED -XX:+UseSerialGC -classpath "%HANDRAIL%\lib\*" dev.handrail.Handrail
exit /b %ERRORLEVEL%

:none
echo Handrail needs Java 25, and none was found. Install it (adoptium.net), or set HANDRAIL_JAVA_HOME to its folder. 1>&2
rem started by a double click, this would vanish before anybody reads it
if "%~1"=="" pause
exit /b 1

rem :take HOME: remembers the first Java home that is new enough.
:take
if defined JAVA exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "MAJOR=0"
for /f "usebackq tokens=1,2 delims==." %%a in ("%~1\release") do if "%%a"=="JAVA_VERSION" set "MAJOR=%%b"
set "MAJOR=%MAJOR:"=%"
if %MAJOR% GEQ 25 set "JAVA=%~f1"
exit /b 0

:take_of_build
if not exist "%HANDRAIL%\java.properties" exit /b 0
for /f "usebackq tokens=1,* delims== " %%a in ("%HANDRAIL%\java.properties") do if "%%a"=="java.home" call :take "%%b"
exit /b 0
