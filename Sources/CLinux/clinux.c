#ifdef __linux__
#define _GNU_SOURCE
// Inodes and sizes have 64 bits also where a word has 32.
#define _FILE_OFFSET_BITS 64
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#define RETRY(call)                          \
  ({                                         \
    long r_;                                 \
    do                                       \
      r_ = (long)(call);                     \
    while (r_ < 0 && errno == EINTR);        \
    r_ < 0 ? (long)-errno : r_;              \
  })

int weir_open_file(int base, const char *name, int write) {
  // A read never waits (a copied tree may hold a FIFO); a write does: O_NONBLOCK would skip memory.max's reclaim.
  int flags = (write ? O_WRONLY : O_RDONLY | O_NONBLOCK) | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY;
  return (int)RETRY(openat(base, name, flags));
}

int weir_open_read_write(int base, const char *name) {
  return (int)RETRY(openat(base, name, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY));
}

int weir_open_plain(int base, const char *path) {
  return (int)RETRY(openat(base, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
}

int weir_open_beneath(int base, const char *path) {
  struct open_how how = {
      .flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV,
  };
  return (int)RETRY(syscall(SYS_openat2, base, path, &how, sizeof how));
}

static int open_in_root(int root, const char *path, uint64_t flags) {
  struct open_how how = {.flags = flags | O_CLOEXEC, .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS};
  return (int)RETRY(syscall(SYS_openat2, root, path, &how, sizeof how));
}

int weir_open_in_root(int root, const char *path) { return open_in_root(root, path, O_RDONLY | O_DIRECTORY); }

int weir_open_plain_in_root(int root, const char *path) {
  return open_in_root(root, path, O_RDONLY | O_NOCTTY | O_NONBLOCK);
}

int weir_open_component(int base, const char *name) {
  return (int)RETRY(openat(base, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
}

int weir_open_directory(const char *path) {
  return (int)RETRY(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

int weir_close(int fd) { return close(fd) < 0 ? -errno : 0; }

long weir_read(int fd, void *bytes, size_t count) { return RETRY(read(fd, bytes, count)); }

long weir_write(int fd, const void *bytes, size_t count) {
  long written = write(fd, bytes, count);
  return written < 0 ? -errno : written;
}

long weir_list(int fd, void *bytes, size_t count) { return RETRY(syscall(SYS_getdents64, fd, bytes, count)); }

// Of a descriptor itself fstat(2) is asked: statx(2) with an empty path takes twice as long, and a walk asks for each group.
static int status_of_descriptor(int fd, struct weir_status *answer) {
  struct stat status;
  long failed = RETRY(fstat(fd, &status));
  if (failed < 0) return (int)failed;
  answer->inode = status.st_ino;
  answer->device = status.st_dev;
  answer->links = status.st_nlink;
  answer->size = (uint64_t)status.st_size;
  answer->modified = status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
  answer->mode = status.st_mode;
  answer->user = status.st_uid;
  answer->group = status.st_gid;
  return 0;
}

int weir_status(int base, const char *name, struct weir_status *answer) {
  if (name[0] == 0) return status_of_descriptor(base, answer);
  struct statx status;
  long failed = RETRY(statx(base, name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, STATX_BASIC_STATS, &status));
  if (failed < 0) return (int)failed;
  answer->inode = status.stx_ino;
  answer->device = makedev(status.stx_dev_major, status.stx_dev_minor);
  answer->links = status.stx_nlink;
  answer->size = status.stx_size;
  answer->modified = status.stx_mtime.tv_sec * 1000000000 + status.stx_mtime.tv_nsec;
  answer->mode = status.stx_mode;
  answer->user = status.stx_uid;
  answer->group = status.stx_gid;
  return 0;
}

long weir_magic(int fd) {
  struct statfs system;
  long failed = RETRY(fstatfs(fd, &system));
  return failed < 0 ? failed : (long)(unsigned)system.f_type;
}

int weir_may_write(int base, const char *name) { return (int)RETRY(faccessat(base, name, W_OK, AT_EACCESS)); }

int weir_make_directory(int base, const char *name) { return (int)RETRY(mkdirat(base, name, 0777)); }

int weir_remove_directory(int base, const char *name) { return (int)RETRY(unlinkat(base, name, AT_REMOVEDIR)); }

long weir_read_link(int base, const char *name, void *bytes, size_t count) {
  return RETRY(readlinkat(base, name, bytes, count));
}

unsigned weir_user(void) { return geteuid(); }

int weir_process(void) { return getpid(); }

// More than 1024 CPUs need a larger set: the kernel answers EINVAL until it fits.
int weir_affinity_count(void) {
  for (int cpus = 1024; cpus <= 1 << 20; cpus *= 2) {
    cpu_set_t *set = CPU_ALLOC(cpus);
    if (!set) return -ENOMEM;
    size_t size = CPU_ALLOC_SIZE(cpus);
    CPU_ZERO_S(size, set);
    long failed = RETRY(sched_getaffinity(0, size, set));
    int count = failed < 0 ? (int)failed : CPU_COUNT_S(size, set);
    CPU_FREE(set);
    if (count != -EINVAL) return count;
  }
  return -EINVAL;
}

long weir_page_size(void) { return sysconf(_SC_PAGESIZE); }

static uint64_t nanoseconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t weir_monotonic_nanoseconds(void) { return nanoseconds_of(CLOCK_MONOTONIC); }
uint64_t weir_boot_nanoseconds(void) { return nanoseconds_of(CLOCK_BOOTTIME); }
uint64_t weir_wall_nanoseconds(void) { return nanoseconds_of(CLOCK_REALTIME); }
uint64_t weir_own_nanoseconds(void) { return nanoseconds_of(CLOCK_PROCESS_CPUTIME_ID); }

long weir_seconds_of_day(void) {
  time_t now = time(NULL);
  struct tm local;
  if (!localtime_r(&now, &local)) return -1;
  return local.tm_hour * 3600L + local.tm_min * 60L + local.tm_sec;
}

void weir_sleep_nanoseconds(uint64_t nanoseconds) {
  struct timespec left = {.tv_sec = nanoseconds / 1000000000u, .tv_nsec = nanoseconds % 1000000000u};
  while (nanosleep(&left, &left) < 0 && errno == EINTR) continue;
}

// The soft limit before it was raised; 0: it was not.
static rlim_t files_before;

long weir_raise_file_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
  if (limit.rlim_cur < limit.rlim_max) {
    rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
      limit.rlim_cur = before;
    else
      files_before = before;
  }
  return limit.rlim_cur > 0x7fffffff ? 0x7fffffff : (long)limit.rlim_cur;
}

void weir_restore_file_limit(void) {
  struct rlimit limit;
  if (!files_before || getrlimit(RLIMIT_NOFILE, &limit) < 0) return;
  limit.rlim_cur = files_before;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int weir_terminal_columns(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) < 0 ? 0 : size.ws_col;
}

int weir_is_terminal(int fd) { return isatty(fd); }

long weir_working_directory(char *bytes, size_t count) {
  return getcwd(bytes, count) ? (long)strlen(bytes) : -errno;
}
#endif
