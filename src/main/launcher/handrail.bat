@echo off
rem Starts Handrail. Needs Java 25: HANDRAIL_JAVA_HOME, the JDK of the build, JAVA_HOME or the PATH, the first there is.
setlocal
set "HANDRAIL=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if exist "%HANDRAIL%\java.properties" for /f "tokens=1,* delims==" %%a in ('findstr /r /c:"^ *java\.home = " "%HANDRAIL%\java.properties"') do for /f "tokens=*" %%j in ("%%b") do if exist "%%j\bin\java.exe" set "JAVA=%%j\bin\java"
if exist "%HANDRAIL%\runtime\bin\java.exe" set "JAVA=%HANDRAIL%\runtime\bin\java"
if defined HANDRAIL_JAVA_HOME set "JAVA=%HANDRAIL_JAVA_HOME%\bin\java"
set "FX="
if "%~1"=="" set FX=--module-path="%HANDRAIL%\fx" --add-modules=javafx.controls --enable-native-access=javafx.graphics --add-exports=javafx.graphics/com.sun.glass.ui=ALL-UNNAMED
"%JAVA%" -Xmx1g %HANDRAIL_JAVA_OPTS% %FX% -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -classpath "%HANDRAIL%\lib\*" dev.handrail.Handrail %*
exit /b %ERRORLEVEL%
