#define _GNU_SOURCE
#include "child_process.h"

#ifdef __linux__
#include <signal.h>
#include <sys/prctl.h>
#endif

int dragoman_close_from(posix_spawn_file_actions_t *actions, int lowest) {
#ifdef __linux__
  return posix_spawn_file_actions_addclosefrom_np(actions, lowest);
#else
  return 0;
#endif
}

void dragoman_become_child(const char *name) {
#ifdef __linux__
  prctl(PR_SET_NAME, name);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#endif
}
