#ifdef __linux__
#define _GNU_SOURCE
#include "group_sweeper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

// The deepest tree that is taken away; the kernel itself has no bound, the stack has.
enum { DEEPEST = 64 };

struct entry {  // linux_dirent64 of getdents64(2)
  uint64_t inode;
  int64_t next;
  unsigned short size;
  unsigned char type;
  char name[];
};

// Removes the empty groups below an open directory, the deepest first.
static void remove_below(int directory, int depth) {
  _Alignas(struct entry) char bytes[4096];
  long got;
  lseek(directory, 0, SEEK_SET);
  while ((got = syscall(SYS_getdents64, directory, bytes, sizeof bytes)) > 0)
    for (long at = 0; at < got;) {
      struct entry *entry = (struct entry *)(bytes + at);
      at += entry->size;
      if (entry->type != DT_DIR || !strcmp(entry->name, ".") || !strcmp(entry->name, "..")) continue;
      int child = openat(directory, entry->name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
      if (child < 0) continue;
      if (depth < DEEPEST) remove_below(child, depth + 1);
      close(child);
      unlinkat(directory, entry->name, AT_REMOVEDIR);
    }
}

// 1 while a process lives in the group or below; 0 when none does, or the group is gone.
static int is_populated(int events) {
  char text[256];
  ssize_t got = pread(events, text, sizeof text - 1, 0);
  if (got < 0) return 0;
  text[got] = 0;
  return strstr(text, "populated 1") != NULL;
}

// Waits until the group is empty, and removes it. What somebody puts into it meanwhile is waited for too.
static void sweep(const char *group) {
  int directory = open(group, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (directory < 0) return;
  int events = openat(directory, "cgroup.events", O_RDONLY | O_CLOEXEC);
  for (;;) {
    struct pollfd wait = {.fd = events, .events = POLLPRI};
    // The kernel tells every change; the second is for the moment after the last process, when rmdir(2) says EBUSY.
    if (is_populated(events)) {
      poll(&wait, 1, -1);
      continue;
    }
    remove_below(directory, 0);
    if (rmdir(group) == 0 || errno != EBUSY) return;
    poll(&wait, 1, 50);
  }
}

int weir_spawn_sweeper(const char *group, struct weir_sweeper *sweeper) {
  // A group that is there already is somebody else's.
  if (access(group, F_OK) == 0) return -EEXIST;
  int line[2];
  if (pipe2(line, O_CLOEXEC) < 0) return -errno;
  pid_t process = fork();
  if (process == 0) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    // Out of the terminal's reach, and of a signal to weir's process group.
    setsid();
    prctl(PR_SET_NAME, "weir-sweeper");
    // It may outlive weir: it must hold nobody's pipe open.
    int kept = fcntl(line[0], F_DUPFD_CLOEXEC, 3), nothing = open("/dev/null", O_RDWR);
    if (kept < 0 || nothing < 0) _exit(1);
    for (int standard = 0; standard < 3; standard++) dup2(nothing, standard);
    if (kept != 3) dup2(kept, 3);
    if (syscall(SYS_close_range, 4, ~0U, 0) < 0)
      for (int other = 4; other < 65536; other++) close(other);
    char byte;
    ssize_t got;
    do
      got = read(3, &byte, 1);
    while (got < 0 && errno == EINTR);
    if (got == 0) sweep(group);
    _exit(0);
  }
  int failed = errno;
  close(line[0]);
  if (process < 0) {
    close(line[1]);
    return -failed;
  }
  *sweeper = (struct weir_sweeper){.process = process, .line = line[1]};
  return 0;
}

void weir_dismiss_sweeper(struct weir_sweeper *sweeper) {
  char byte = 1;
  ssize_t written;
  do
    written = write(sweeper->line, &byte, 1);
  while (written < 0 && errno == EINTR);
  close(sweeper->line);
  int status;
  while (waitpid(sweeper->process, &status, 0) < 0 && errno == EINTR) continue;
}

void weir_leave_to_sweeper(struct weir_sweeper *sweeper) { close(sweeper->line); }
#endif
