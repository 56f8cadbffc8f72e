// sample naive|kept MOUNT GROUP ROUNDS: the floor for a monitor: reads, of GROUP and every group below it, the files behind
// the default columns of `weir stat`, and parses the same keys. naive opens each file by its path, reads and closes it;
// kept opens all once and reads them by pread. Files that are not there at the start are not tried again.
// Prints processor time in nanoseconds a round, and how many numbers the last round found.
#define _GNU_SOURCE
#include <dirent.h>
#include <string.h>
#include <sys/resource.h>

#include "figure.h"

enum kind { NUMBER, FLAT, PRESSURE, DEVICES, BANDWIDTH, RANGES };
static const struct file {
  const char *name;
  enum kind kind;
  const char *key;
} files[] = {
    {"cpu.stat", FLAT, "usage_usec "}, {"cpu.max", BANDWIDTH, NULL},     {"cpuset.cpus.effective", RANGES, NULL},
    {"memory.current", NUMBER, NULL},  {"memory.stat", FLAT, "inactive_file "}, {"memory.max", NUMBER, NULL},
    {"io.stat", DEVICES, NULL},        {"cpu.pressure", PRESSURE, NULL}, {"memory.pressure", PRESSURE, NULL},
    {"io.pressure", PRESSURE, NULL},
};
enum { FILES = sizeof files / sizeof *files };

struct group {
  char *paths[FILES];
  int descriptors[FILES];
};
static struct group *groups;
static size_t count, room;
static char buffer[1 << 14];
static uint64_t sink;

static void add(const char *path, int kept) {
  if (count == room) groups = realloc(groups, (room = room * 2 + 64) * sizeof *groups);
  struct group *group = &groups[count++];
  for (int index = 0; index < FILES; index++) {
    char name[4400];
    snprintf(name, sizeof name, "%s/%s", path, files[index].name);
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    group->paths[index] = fd < 0 ? NULL : strdup(name);
    group->descriptors[index] = kept ? fd : -1;
    if (!kept && fd >= 0) close(fd);
  }
  DIR *directory = opendir(path);
  struct dirent *entry;
  while (directory && (entry = readdir(directory)))
    if (entry->d_type == DT_DIR && entry->d_name[0] != '.') {
      char below[4096];
      snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
      add(below, kept);
    }
  if (directory) closedir(directory);
}

static uint64_t decimal(const char **at) {
  uint64_t value = 0;
  while ((unsigned char)(**at - '0') < 10) value = value * 10 + (uint64_t)(*(*at)++ - '0');
  return value;
}

// How many numbers a text had of those that were asked for.
static unsigned parse(const struct file *file, const char *at) {
  unsigned found = 0;
  switch (file->kind) {
    case NUMBER:
      sink += strncmp(at, "max", 3) == 0 ? 1 : decimal(&at);
      return 1;
    case BANDWIDTH:
      sink += strncmp(at, "max", 3) == 0 ? 1 : decimal(&at);
      return 1;
    case FLAT: {
      size_t length = strlen(file->key);
      for (const char *line = at; *line; line++) {
        if (memcmp(line, file->key, length) == 0) {
          line += length;
          sink += decimal(&line);
          return 1;
        }
        line = strchr(line, '\n');
        if (!line) break;
      }
      return 0;
    }
    case PRESSURE: {
      const char *total = strstr(at, "total=");
      if (!total) return 0;
      total += 6;
      sink += decimal(&total);
      return 1;
    }
    case DEVICES:
      // Of a group that did nothing the file is empty: two numbers, 0.
      for (const char *field = at; (field = strstr(field, "bytes="));) {
        if (field[-1] == 'r' || field[-1] == 'w') {
          field += 6;
          sink += decimal(&field);
        } else {
          field += 6;
        }
      }
      return 2;
    case RANGES:
      for (;;) {
        uint64_t first = decimal(&at), last = first;
        if (*at == '-') at++, last = decimal(&at);
        sink += last - first + 1;
        found = 1;
        if (*at != ',') return found;
        at++;
      }
  }
  return found;
}

static unsigned round_of(int kept) {
  unsigned found = 0;
  for (size_t index = 0; index < count; index++)
    for (int file = 0; file < FILES; file++) {
      if (!groups[index].paths[file]) continue;
      int fd = kept ? groups[index].descriptors[file] : open(groups[index].paths[file], O_RDONLY | O_CLOEXEC);
      if (fd < 0) continue;
      ssize_t got = kept ? pread(fd, buffer, sizeof buffer - 1, 0) : read(fd, buffer, sizeof buffer - 1);
      if (!kept) close(fd);
      if (got < 0) continue;
      buffer[got] = 0;
      found += parse(&files[file], buffer);
    }
  return found;
}

int main(int argc, char **argv) {
  if (argc != 5) return 64;
  int kept = strcmp(argv[1], "kept") == 0;
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  char path[4096];
  snprintf(path, sizeof path, "%s%s", argv[2], argv[3]);
  add(path, kept);
  long rounds = atol(argv[4]);
  round_of(kept);
  unsigned found = 0;
  double start = now();
  for (long round = 0; round < rounds; round++) found = round_of(kept);
  report((now() - start) / (double)rounds, found);
  return sink == 42;
}
