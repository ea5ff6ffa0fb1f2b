@echo off
rem Runs Maven: one of at least 3.8.6 from the PATH, else the release that .mvn\wrapper\maven-wrapper.properties
rem names, downloaded once to %USERPROFILE%\.m2\wrapper\dists and checked against the checksum there.
rem Needs curl and tar, which Windows has since version 10.
rem
rem MVNW_REPOURL  base URL of a Maven repository to download from instead of archive.apache.org; the file is then
rem               %MVNW_REPOURL%/org/apache/maven/apache-maven/VERSION/apache-maven-VERSION-bin.tar.gz
setlocal EnableExtensions DisableDelayedExpansion

set "wrapper=%~dp0.mvn\wrapper\maven-wrapper.properties"
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
    echo mvnw: no Java found; install a JDK of at least 21 1>&2
    exit /b 1
)

rem Maven's own libraries make newer JDKs print warnings that no build can mend; older ones know no such option.
set "quiet=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
"%java%" %quiet% -version >nul 2>&1
if not errorlevel 1 set "MAVEN_OPTS=%quiet% %MAVEN_OPTS%"

set "version="
where mvn >nul 2>&1
if not errorlevel 1 for /f "tokens=3" %%v in ('mvn --batch-mode --version ^| findstr /b /c:"Apache Maven "') do set "version=%%v"
if not defined version goto pinned
for /f "tokens=1-3 delims=.-" %%a in ("%version%") do set /a "number=%%a * 1000000 + %%b * 1000 + %%c" 2>nul
if %number%0 lss 30080060 goto pinned
mvn %*
exit /b

:pinned
for /f "usebackq tokens=1,* delims==" %%a in ("%wrapper%") do (
    if "%%a"=="distributionUrl" set "url=%%b"
    if "%%a"=="distributionSha512Sum" set "checksum=%%b"
)
for %%f in ("%url%") do set "file=%%~nxf"
set "release=%file:apache-maven-=%"
set "release=%release:-bin.tar.gz=%"
set "dists=%USERPROFILE%\.m2\wrapper\dists"
if defined MAVEN_USER_HOME set "dists=%MAVEN_USER_HOME%\wrapper\dists"
set "home=%dists%\apache-maven-%release%\%checksum:~0,16%"
if exist "%home%\bin\mvn.cmd" goto run

if defined MVNW_REPOURL set "url=%MVNW_REPOURL%/org/apache/maven/apache-maven/%release%/%file%"
set "part=%home%.part.%RANDOM%"
mkdir "%part%" || exit /b 1
echo mvnw: downloading %url% 1>&2
curl -fsSL --connect-timeout 30 --retry 2 -o "%part%\%file%" "%url%"
if errorlevel 1 (
    echo mvnw: could not download %url%; install Maven, or set MVNW_REPOURL 1>&2
    goto failed
)
certutil -hashfile "%part%\%file%" SHA512 | findstr /i /x "%checksum%" >nul
if errorlevel 1 (
    echo mvnw: %url% is not the file that %wrapper% names: its SHA-512 differs 1>&2
    goto failed
)
tar -xzf "%part%\%file%" -C "%part%"
if errorlevel 1 goto failed
move "%part%\apache-maven-%release%" "%home%" >nul
if errorlevel 1 goto failed
rmdir /s /q "%part%"

:run
"%home%\bin\mvn.cmd" %*
exit /b

:failed
rmdir /s /q "%part%"
exit /b 1
