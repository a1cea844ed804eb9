@echo off
rem Runs the example; builds it first when it was never built or its sources have changed.
setlocal DisableDelayedExpansion
set "root=%~dp0"
set "jar=%root%examples-rag-eval\target\examples-rag-eval.jar"
set "log=%root%examples-rag\target\rag-build.log"
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"

set "version="
for /f "tokens=3" %%v in ('""%java%" -version 2^>^&1" ^| findstr /i "version"') do if not defined version set "version=%%~v"
set "major="
for /f "tokens=1 delims=.-+" %%m in ("%version%") do set "major=%%m"
if not defined major (
    echo rag needs a JDK, version 17 or newer: no java found. 1>&2
    exit /b 1
)
if %major% LSS 17 (
    echo rag needs a JDK, version 17 or newer, but "%java%" is %version%. Set JAVA_HOME to another. 1>&2
    exit /b 1
)

if not exist "%jar%" goto build
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:jar).LastWriteTimeUtc; $sources = Get-ChildItem -LiteralPath $env:root -Directory | ForEach-Object { Join-Path $_.FullName 'pom.xml'; Join-Path $_.FullName 'src\main' } | Where-Object { Test-Path -LiteralPath $_ }; if ($sources | ForEach-Object { Get-ChildItem -LiteralPath $_ -Recurse -File } | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1) { exit 3 }"
if not "%errorlevel%"=="3" goto run
echo The sources have changed; building. 1>&2
goto maven

:build
echo Building; the first time takes a minute or two, while about 150 MB of libraries are fetched. 1>&2

:maven
if not exist "%root%examples-rag\target" mkdir "%root%examples-rag\target"
pushd "%root%"
call mvnw.cmd -B -q -pl examples-rag-eval -am -DskipTests -Dspotless.check.skip package > "%log%" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
    type "%log%" 1>&2
    echo The build failed; all of its output is in "%log%". 1>&2
    exit /b 1
)
copy /b "%jar%"+,, "%jar%" >nul 2>&1

:run
rem The console shows and reads UTF-8 while the program runs.
for /f "tokens=2 delims=:" %%c in ('chcp') do set "codepage=%%c"
chcp 65001 >nul
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Dstdout.encoding=UTF-8 -Dfile.encoding=UTF-8 %RAG_JAVA_OPTS% -jar "%jar%" %*
set "ended=%errorlevel%"
if defined codepage chcp %codepage: =% >nul
exit /b %ended%
