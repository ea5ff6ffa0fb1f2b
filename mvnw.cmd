@echo off
rem Runs Maven: one of at least 3.8.6 from the PATH, else the release that .mvn\wrapper\maven-wrapper.properties
rem names, downloaded once to %USERPROFILE%\.m2\wrapper\dists and checked against the checksum there.
rem Needs curl and tar, which Windows has since version 10.
rem
rem MVNW_REPOURL  base URL of a Maven repository to download from instead of archive.apache.org; the file is then
rem               %MVNW_REPOURL%/org/apache/maven/apache-maven/VERSION/apache-maven-VERSION-bin.tar.gz
rem JDK21_HOME    or another JDKn_HOME: a JDK for the build; Maven itself looks only at JAVAn_HOME
setlocal EnableExtensions DisableDelayedExpansion

set "wrapper=%~dp0.mvn\wrapper\maven-wrapper.properties"
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
    echo mvnw: no Java found; install a JDK of at least 21, or set JAVA_HOME to one 1>&2
    exit /b 1
)

rem Maven's own libraries make newer JDKs print warnings that no build can mend; older ones know no such option.
set "quiet=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
"%java%" %quiet% -version >nul 2>&1
if not errorlevel 1 set "MAVEN_OPTS=%quiet% %MAVEN_OPTS%"

for /f "tokens=1,* delims==" %%a in ('set JDK 2^>nul ^| findstr /r /i "^JDK[0-9][0-9]*_HOME="') do call :jdk "%%a" "%%b"

set "version="
set "number="
where mvn >nul 2>&1
if not errorlevel 1 for /f "tokens=3" %%v in ('mvn --batch-mode --version ^| findstr /b /c:"Apache Maven "') do set "version=%%v"
if not defined version goto pinned
for /f "tokens=1-3 delims=.-" %%a in ("%version%") do set /a "number=%%a * 1000000 + %%b * 1000 + %%c" 2>nul
if %number%0 lss 30080060 goto pinned
mvn %*
exit /b

:pinned
set "url="
set "checksum="
for /f "usebackq tokens=1,* delims==" %%a in ("%wrapper%") do (
    if "%%a"=="distributionUrl" set "url=%%b"
    if "%%a"=="distributionSha512Sum" set "checksum=%%b"
)
if not defined url goto incomplete
if not defined checksum goto incomplete
for %%f in ("%url%") do set "file=%%~nxf"
set "release=%file:apache-maven-=%"
set "release=%release:-bin.tar.gz=%"
set "dists=%USERPROFILE%\.m2\wrapper\dists"
if defined MAVEN_USER_HOME set "dists=%MAVEN_USER_HOME%\wrapper\dists"
set "home=%dists%\apache-maven-%release%\%checksum:~0,16%"
if exist "%home%\bin\mvn.cmd" goto run

if not defined MVNW_REPOURL goto download
if "%MVNW_REPOURL:~-1%"=="/" set "MVNW_REPOURL=%MVNW_REPOURL:~0,-1%"
set "url=%MVNW_REPOURL%/org/apache/maven/apache-maven/%release%/%file%"

:download
rem Everything happens in a directory of its own, so that what is at %home% is complete.
set "part=%home%.part.%RANDOM%"
mkdir "%part%"
if errorlevel 1 exit /b 1
echo mvnw: downloading %url% 1>&2
curl -fsSL --connect-timeout 30 --retry 2 -o "%part%\%file%" "%url%"
if errorlevel 1 (
    echo mvnw: could not download "%url%"; install Maven, or set MVNW_REPOURL 1>&2
    goto failed
)
certutil -hashfile "%part%\%file%" SHA512 | findstr /i /x "%checksum%" >nul
if errorlevel 1 (
    echo mvnw: "%url%" is not the file that "%wrapper%" names: its SHA-512 differs 1>&2
    goto failed
)
rem Not a GNU tar that may come first on the PATH: it takes C: for the name of a host.
"%SystemRoot%\System32\tar.exe" -xzf "%part%\%file%" -C "%part%"
if errorlevel 1 (
    echo mvnw: could not unpack "%url%" 1>&2
    goto failed
)
rem Another build may have been faster, and a move would then go into its directory.
if not exist "%home%\" move "%part%\apache-maven-%release%" "%home%" >nul
if not exist "%home%\bin\mvn.cmd" goto failed
rmdir /s /q "%part%"

:run
"%home%\bin\mvn.cmd" %*
exit /b

:failed
rmdir /s /q "%part%"
exit /b 1

:incomplete
echo mvnw: "%wrapper%" has no distributionUrl or no distributionSha512Sum 1>&2
exit /b 1

:jdk
set "name=%~1"
if not defined JAVA%name:~3% set "JAVA%name:~3%=%~2"
exit /b 0
