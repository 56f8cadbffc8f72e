#ifdef __linux__
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#include "clinux.h"

_Static_assert(sizeof(struct weir_poll) == sizeof(struct pollfd), "weir_poll is pollfd");
_Static_assert(WEIR_POLLPRI == POLLPRI && WEIR_POLLIN == POLLIN && WEIR_POLLERR == POLLERR, "weir_poll's bits");

static int answer(long result) { return result < 0 ? -errno : (int)result; }

int weir_poll(struct weir_poll *set, size_t count, int64_t nanoseconds) {
  struct timespec wait = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
  return answer(ppoll((struct pollfd *)set, count, nanoseconds < 0 ? NULL : &wait, NULL));
}

int weir_notifier(void) { return answer(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)); }

int weir_notifier_watch(int notifier, int base, const char *name, uint32_t mask) {
  // A group's directory is held by its descriptor: the name alone could meanwhile lead to another.
  char path[32 + 256];
  int length = snprintf(path, sizeof path, "/proc/self/fd/%d/%s", base, name);
  if (length < 0 || (size_t)length >= sizeof path) return -ENAMETOOLONG;
  return answer(inotify_add_watch(notifier, path, mask | IN_MASK_ADD));
}

int weir_notifier_unwatch(int notifier, int watch) { return answer(inotify_rm_watch(notifier, watch)); }

int weir_waker(void) { return answer(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)); }

int weir_wake(int waker) {
  uint64_t one = 1;
  return answer(write(waker, &one, sizeof one));
}

int weir_kill(int process, int signal) { return answer(kill(process, signal)); }

struct start {
  void (*body)(void *);
  void *context;
};

static void *run(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
  start.body(start.context);
  return NULL;
}

int weir_start_thread(void (*body)(void *), void *context) {
  struct start *start = malloc(sizeof *start);
  if (!start) return -ENOMEM;
  *start = (struct start){body, context};
  // A thread inherits the mask: signals stay with the program's own threads.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  int failed = pthread_create(&thread, &attributes, run, start);
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (failed) free(start);
  return -failed;
}

int weir_has_resource_capability(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  struct __user_cap_data_struct data[2] = {{0}};
  if (syscall(SYS_capget, &header, data) < 0) return 0;
  return (data[0].effective >> CAP_SYS_RESOURCE) & 1;
}

int weir_device_of(const char *path, struct weir_device *out) {
  struct stat status;
  if (stat(path, &status) < 0) return -errno;
  out->special_major = major(status.st_rdev);
  out->special_minor = minor(status.st_rdev);
  out->home_major = major(status.st_dev);
  out->home_minor = minor(status.st_dev);
  out->is_block = S_ISBLK(status.st_mode);
  return 0;
}
#endif
