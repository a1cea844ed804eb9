@echo off
rem Runs the example; builds it first when it was never built. After a change of the sources delete examples-rag\target.
setlocal
set "root=%~dp0"
set "jar=%root%examples-rag\target\examples-rag.jar"
set "log=%root%examples-rag\target\rag-build.log"
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"

if exist "%jar%" goto run
echo Building; the first time takes a minute or two, while about 150 MB of libraries are fetched. 1>&2
if not exist "%root%examples-rag\target" mkdir "%root%examples-rag\target"
pushd "%root%"
call mvnw.cmd -B -q -pl examples-rag -am -DskipTests -Dspotless.check.skip package > "%log%" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
    type "%log%" 1>&2
    echo The build failed; all of its output is in %log%. 1>&2
    exit /b 1
)

:run
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %RAG_JAVA_OPTS% -jar "%jar%" %*
exit /b %errorlevel%
