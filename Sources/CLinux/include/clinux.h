// Thin wrappers over system calls. Each answers a value >= 0, or -errno: no global errno crosses into Swift.
// Interrupted calls (EINTR) are made again here, except where a caller must be able to stop.
#ifndef WEIR_CLINUX_H
#define WEIR_CLINUX_H
#ifdef __linux__

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

// What weir asks of statx(2): enough to tell one file from another and a directory from the rest.
struct weir_status {
  uint64_t inode;
  uint64_t device;
  uint64_t links;
  uint64_t size;
  int64_t modified;  // nanoseconds since 1970
  uint32_t mode;
  uint32_t user;
  uint32_t group;
};

enum {
  WEIR_AT_FDCWD = -100,
  WEIR_CGROUP2_SUPER_MAGIC = 0x63677270,  // linux/magic.h, "cgrp"
};

// The process's own command line, the program's name first; no arguments where the C library does not tell (not glibc).
int weir_argument_count(void);
const char *weir_argument(int index);

// openat(2) of a file; `write` asks for O_WRONLY, otherwise O_RDONLY. Never creates, never follows a final link.
int weir_open_file(int base, const char *name, int write);
// Opens a file for reading and writing, O_NONBLOCK; never creates, never follows a final link.
int weir_open_read_write(int base, const char *name);
// As weir_open_file, for an absolute path outside the hierarchy (/proc): follows links, never blocks, never a terminal.
int weir_open_plain(int base, const char *path);
// Opens a directory beneath `base`: openat2(RESOLVE_BENEATH | NO_SYMLINKS | NO_XDEV); -ENOSYS where the kernel has none.
int weir_open_beneath(int base, const char *path);
// Opens a directory as a process would whose root is `root` (openat2 with RESOLVE_IN_ROOT): links are followed and stay in it.
int weir_open_in_root(int root, const char *path);
// Opens a file for reading in the same way; never blocks, never a terminal.
int weir_open_plain_in_root(int root, const char *path);
// Opens one path component as a directory, O_NOFOLLOW.
int weir_open_component(int base, const char *name);
int weir_open_directory(const char *path);
int weir_close(int fd);
// Here, so that the caller's code holds it: the one call of which a sampler makes thousands a second.
static inline long weir_pread(int fd, void *bytes, size_t count, long offset) {
  for (;;) {
    long answer = pread(fd, bytes, count, offset);
    if (answer >= 0) return answer;
    if (errno != EINTR) return -errno;
  }
}
long weir_read(int fd, void *bytes, size_t count);
// One write(2), not repeated: the kernel takes one buffer as one command.
long weir_write(int fd, const void *bytes, size_t count);
long weir_list(int fd, void *bytes, size_t count);
int weir_status(int base, const char *name, struct weir_status *answer);
long weir_magic(int fd);
int weir_may_write(int base, const char *name);
int weir_make_directory(int base, const char *name);
int weir_remove_directory(int base, const char *name);
long weir_read_link(int base, const char *name, void *bytes, size_t count);
unsigned weir_user(void);
int weir_process(void);
int weir_affinity_count(void);
long weir_page_size(void);
uint64_t weir_monotonic_nanoseconds(void);
// Monotonic too, and counts while the machine sleeps.
uint64_t weir_boot_nanoseconds(void);
// Since 1970.
uint64_t weir_wall_nanoseconds(void);
// CPU time that this process took.
uint64_t weir_own_nanoseconds(void);
// Since midnight, local time; -1 where that cannot be told.
long weir_seconds_of_day(void);
void weir_sleep_nanoseconds(uint64_t nanoseconds);
// Raises the soft limit of open files to the hard one; answers the limit in force.
long weir_raise_file_limit(void);
// Puts the soft limit back: for a program that is executed, of which some still use select(2). Async-signal-safe.
void weir_restore_file_limit(void);
// Columns of the terminal behind a descriptor; 0 where it is none.
int weir_terminal_columns(int fd);
int weir_is_terminal(int fd);
// Puts a text where a file of that name is, or none yet, all at once (write aside, rename); directories on the way are made.
// -EPERM where the nearest directory that is there belongs to another user than the effective one; for root, where any does.
int weir_keep_file(const char *path, const void *bytes, size_t count);
// getcwd(3): bytes without the closing NUL, or -errno.
long weir_working_directory(char *bytes, size_t count);

// poll(2) of one kind of events for each descriptor; nanoseconds < 0 waits without end. Not repeated when interrupted.
struct weir_poll {
  int fd;
  short events;
  short revents;
};
enum { WEIR_POLLIN = 0x1, WEIR_POLLPRI = 0x2, WEIR_POLLERR = 0x8, WEIR_POLLHUP = 0x10, WEIR_POLLNVAL = 0x20 };
int weir_poll(struct weir_poll *set, size_t count, int64_t nanoseconds);
int weir_notifier(void);
// inotify_add_watch(2) beneath a directory's descriptor, by way of /proc/self/fd.
int weir_notifier_watch(int notifier, int base, const char *name, uint32_t mask);
int weir_notifier_unwatch(int notifier, int watch);
int weir_waker(void);
int weir_wake(int waker);
int weir_kill(int process, int signal);
// From now on the first SIGINT, SIGTERM or SIGHUP does not end the process, but is noted, for who has something to put back
// first.
void weir_note_interrupts(void);
// The last that came; 0: none.
int weir_noted_interrupt(void);
// They do again what they did before; at once, where one was noted.
void weir_heed_interrupts(void);
// A detached thread with all signals blocked; 0 or -errno.
int weir_start_thread(void (*body)(void *), void *context);
// Whether the effective set of this thread holds CAP_SYS_RESOURCE: 1 or 0.
int weir_has_resource_capability(void);
// stat(2) of a path: the device that a special file stands for (0 for others) and the one that a file lies on.
struct weir_device {
  uint32_t special_major, special_minor;
  uint32_t home_major, home_minor;
  uint32_t is_block;
};
int weir_device_of(const char *path, struct weir_device *answer);

#endif
#endif
