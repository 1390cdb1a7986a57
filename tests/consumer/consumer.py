# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""A project of somebody else's builds and runs with poise, installed or as a subproject.

Usage: consumer.py installed|subproject SOURCE_ROOT BUILD_ROOT
"""
import os
import pathlib
import shutil
import subprocess
import sys


def run(*command, **environment):
    # The library that is installed shall be found, not the one that is being tested.
    kept = {key: value for key, value in os.environ.items() if key not in ("LD_LIBRARY_PATH", "DESTDIR")}
    subprocess.run([str(word) for word in command], check=True, env={**kept, **environment})


def installed(project, build):
    stage = project.parent / "stage"
    run("meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", stage)
    description = next(stage.rglob("poise.pc"))
    library = next(stage.rglob("libpoise.so")).parent
    path = {"PKG_CONFIG_PATH": str(description.parent), "LD_LIBRARY_PATH": str(library)}
    prefix = description.read_text(encoding="utf-8").split("prefix=", 1)[1].split("\n", 1)[0]
    flags = subprocess.run(
        ["pkg-config", f"--define-variable=prefix={stage}{prefix}", "--cflags", "--libs", "poise"], check=True, text=True,
        capture_output=True, env={**os.environ, **path},
    ).stdout.split()
    program = project / "consumer"
    run("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", project / "main.c", "-o", program, *flags)
    run(program, **path)


def subproject(project, source):
    (project / "subprojects").mkdir()
    (project / "subprojects/poise").symlink_to(source)
    quiet = ("-Dpoise:tests=false", "-Dpoise:examples=false", "-Dpoise:bindings=")
    run("meson", "setup", project / "build", project, "--wrap-mode=nodownload", "--force-fallback-for=poise", *quiet)
    run("meson", "test", "-C", project / "build")


def main(kind, source, build):
    source, build = pathlib.Path(source), pathlib.Path(build)
    folder = build / "consumer" / kind
    shutil.rmtree(folder, ignore_errors=True)
    project = folder / "project"
    project.mkdir(parents=True)
    for name in ("main.c", "meson.build"):
        shutil.copy(source / "tests/consumer" / name, project)
    if kind == "installed":
        installed(project, build)
    else:
        subproject(project, source)


main(*sys.argv[1:])
