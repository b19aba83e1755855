// What starting a child process takes that Swift can't call.
#ifndef DRAGOMAN_CHILD_PROCESS_H
#define DRAGOMAN_CHILD_PROCESS_H

#include <spawn.h>

// Has a child that isn't started yet close every descriptor from `lowest` on (Linux). The function for it is an extension
// that Swift's view of the C library leaves out. Returns 0, or an error's number.
int dragoman_close_from(posix_spawn_file_actions_t *actions, int lowest);

// Has this process end when the thread that started it ends, never gain rights by what it executes, and be called
// `name`, of 15 characters at most, in lists of processes (Linux): prctl is variadic. Elsewhere the end of its socket is
// all that tells it.
void dragoman_become_child(const char *name);

#endif
