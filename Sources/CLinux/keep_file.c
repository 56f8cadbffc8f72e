#ifdef __linux__
#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// Makes the directories above the file that are not there, below the nearest one that is: if that one is the user's own.
static int make_directories(char *path) {
  char *slash = strrchr(path, '/');
  if (!slash || slash == path) return 0;
  *slash = 0;
  struct stat status;
  int answer = 0;
  if (stat(path, &status) == 0) {
    if (!S_ISDIR(status.st_mode)) answer = -ENOTDIR;
    else if (status.st_uid != geteuid()) answer = -EPERM;
  } else if (errno != ENOENT) {
    answer = -errno;
  } else {
    answer = make_directories(path);
    if (answer == 0 && mkdir(path, 0700) < 0 && errno != EEXIST) answer = -errno;
  }
  *slash = '/';
  return answer;
}

// For root every directory on the way must be root's: what lies below another user's may lead anywhere by a link.
static int is_anothers(char *path) {
  if (geteuid() != 0) return 0;
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    struct stat status;
    *slash = 0;
    int failed = stat(path, &status);
    *slash = '/';
    if (failed < 0) return 0;
    if (status.st_uid != 0) return 1;
  }
  return 0;
}

int weir_keep_file(const char *path, const void *bytes, size_t count) {
  char own[PATH_MAX], aside[PATH_MAX];
  if (path[0] != '/' || strlen(path) + 32 > sizeof own) return -EINVAL;
  strcpy(own, path);
  if (is_anothers(own)) return -EPERM;
  int failed = make_directories(own);
  if (failed < 0) return failed;
  snprintf(aside, sizeof aside, "%s.%d", path, (int)getpid());
  int file = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0 && errno == EEXIST) {
    // Left behind by one of the same number that was killed while it wrote.
    unlink(aside);
    file = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  }
  if (file < 0) return -errno;
  const char *next = bytes;
  int answer = 0;
  while (count > 0 && answer == 0) {
    ssize_t sent = write(file, next, count);
    if (sent < 0) {
      if (errno != EINTR) answer = -errno;
    } else {
      next += sent;
      count -= (size_t)sent;
    }
  }
  if (close(file) < 0 && answer == 0) answer = -errno;
  if (answer == 0 && rename(aside, path) < 0) answer = -errno;
  if (answer < 0) unlink(aside);
  return answer;
}
#endif
