#ifdef __linux__
#define _GNU_SOURCE
#include "csystemd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

int csystemd_pidfd(int pid) {
  long descriptor = syscall(SYS_pidfd_open, pid, 0);
  return descriptor < 0 ? -errno : (int)descriptor;
}

int csystemd_shut(int descriptor) { return close(descriptor) < 0 ? -errno : 0; }

unsigned csystemd_user(void) { return geteuid(); }

int csystemd_own_process(void) { return getpid(); }

const char *csystemd_environment(const char *name) { return getenv(name); }

long csystemd_read_file(const char *path, void *bytes, size_t count) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return -errno;
  struct stat status;
  long total = 0;
  if (fstat(file, &status) < 0) {
    total = -errno;
  } else if (!S_ISREG(status.st_mode)) {
    total = -EINVAL;
  } else if ((uint64_t)status.st_size > count) {
    total = -EFBIG;
  } else {
    while ((size_t)total < count) {
      ssize_t got = read(file, (char *)bytes + total, count - (size_t)total);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) total = -errno;
      if (got <= 0) break;
      total += got;
    }
  }
  close(file);
  return total;
}

int csystemd_write_file(const char *path, const void *bytes, size_t count) {
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (file < 0) return -errno;
  size_t total = 0;
  int failed = 0;
  while (total < count && !failed) {
    ssize_t written = write(file, (const char *)bytes + total, count - total);
    if (written >= 0)
      total += (size_t)written;
    else if (errno != EINTR)
      failed = errno;
  }
  if (close(file) < 0 && !failed) failed = errno;
  if (failed) unlink(path);
  return -failed;
}

int csystemd_make_directory(const char *path) { return mkdir(path, 0755) < 0 ? -errno : 0; }

int csystemd_is_directory(const char *path) {
  struct stat status;
  return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

int csystemd_remove_file(const char *path) { return unlink(path) < 0 ? -errno : 0; }

int csystemd_remove_directory(const char *path) { return rmdir(path) < 0 ? -errno : 0; }

int csystemd_block_device(const char *path, unsigned *major_number, unsigned *minor_number) {
  struct stat status;
  if (stat(path, &status) < 0) return -errno;
  dev_t device = S_ISBLK(status.st_mode) ? status.st_rdev : status.st_dev;
  *major_number = major(device);
  *minor_number = minor(device);
  return 0;
}
#endif
