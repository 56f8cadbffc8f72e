// What the in-process benchmarks share: a clock, and one line of output, `NANOSECONDS CHECKSUM`.
#ifndef FIGURE_H
#define FIGURE_H
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

// Processor time of this process in nanoseconds: what else runs on the machine does not count.
static inline double now(void) { return (double)clock() * (1e9 / CLOCKS_PER_SEC); }

static inline void report(double nanoseconds, uint64_t checksum) {
  printf("%.2f %llu\n", nanoseconds, (unsigned long long)checksum);
}

static inline size_t contents(const char *path, char *bytes, size_t most) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t count = fd < 0 ? -1 : read(fd, bytes, most);
  if (count < 0) {
    perror(path);
    exit(1);
  }
  close(fd);
  return (size_t)count;
}
#endif
