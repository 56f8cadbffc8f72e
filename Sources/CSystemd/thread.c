#ifdef __linux__
#define _GNU_SOURCE
#include "csystemd.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

uint64_t csystemd_this_thread(void) { return (uint64_t)pthread_self(); }

int csystemd_wakeup_new(void) {
  int wakeup = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return wakeup < 0 ? -errno : wakeup;
}

void csystemd_wakeup(int wakeup) {
  uint64_t one = 1;
  // EAGAIN: the counter is full, so it is awake already.
  while (write(wakeup, &one, sizeof one) < 0 && errno == EINTR) continue;
}

uint64_t csystemd_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

void csystemd_wait(int wakeup, int descriptor, int events, uint64_t deadline) {
  struct pollfd wait[2] = {{.fd = wakeup, .events = POLLIN}, {.fd = descriptor, .events = (short)events}};
  struct timespec left, *limit = NULL;
  if (deadline != UINT64_MAX) {
    uint64_t now = csystemd_now(), microseconds = deadline > now ? deadline - now : 0;
    left.tv_sec = (time_t)(microseconds / 1000000u);
    left.tv_nsec = (long)(microseconds % 1000000u) * 1000;
    limit = &left;
  }
  // Interrupted, it returns early: the caller's loop looks again anyway.
  if (ppoll(wait, descriptor < 0 ? 1 : 2, limit, NULL) > 0 && wait[0].revents) {
    uint64_t count;
    (void)!read(wakeup, &count, sizeof count);
  }
}
#endif
