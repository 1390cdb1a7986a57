/* SPDX-FileCopyrightText: 2026 The poise authors
 * SPDX-License-Identifier: MIT */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int started_wait(pid_t pid)
{
    int status;

    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) return CHILD_FAILED;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Takes over the actions. */
static bool start(const char *const *argv, const char *const *environment,
                  posix_spawn_file_actions_t *actions, pid_t *pid)
{
    int reason = posix_spawnp(pid, argv[0], actions, NULL, (char *const *)argv,
                              environment != NULL ? (char *const *)environment : environ);

    posix_spawn_file_actions_destroy(actions);
    if (reason != 0) fprintf(stderr, "poise: %s: %s\n", argv[0], strerror(reason));
    return reason == 0;
}

static void pipe_drain(int file, struct buffer *out)
{
    char block[65536];
    ssize_t got;

    do {
        got = read(file, block, sizeof block);
        if (got > 0) buffer_add(out, block, (size_t)got);
    } while (got > 0 || (got < 0 && errno == EINTR));
}

int child_read(const char *const *argv, const char *const *environment, bool quiet,
               struct buffer *out)
{
    posix_spawn_file_actions_t actions;
    int ends[2];
    pid_t pid;

    if (pipe(ends) != 0 || posix_spawn_file_actions_init(&actions) != 0) memory_out();
    if (posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) != 0 ||
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1) != 0 ||
        posix_spawn_file_actions_addclose(&actions, ends[0]) != 0 ||
        posix_spawn_file_actions_addclose(&actions, ends[1]) != 0 ||
        (quiet && posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) != 0))
        memory_out();
    bool started = start(argv, environment, &actions, &pid);
    close(ends[1]);
    if (started) pipe_drain(ends[0], out);
    close(ends[0]);
    return started ? started_wait(pid) : CHILD_FAILED;
}

int child_run(const char *const *argv)
{
    posix_spawn_file_actions_t actions;
    pid_t pid;

    if (posix_spawn_file_actions_init(&actions) != 0 ||
        posix_spawn_file_actions_adddup2(&actions, 2, 1) != 0)
        memory_out();
    fflush(stdout);
    return start(argv, NULL, &actions, &pid) ? started_wait(pid) : CHILD_FAILED;
}
