// tree MOUNTPOINT GROUP [+]: what `weir tree GROUP` does, written for speed in C: the same walk, which never leaves the
// hierarchy, the same files, the same text. Left out: colours, a terminal's width, sentences about failures, names that
// need escaping. `+` marks caps where limits above are hidden from the hierarchy.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

static const uint64_t NONE = UINT64_MAX;
struct figures {
  uint64_t populated, frozen, usage, memory, cap, pids, pressure[3];
  int depth_of_cap;  // of the group that sets the cap
};
struct line {
  struct line *next;
  int depth, columns, is_process;
  struct figures figures;
  char text[];
};

static struct line *lines, **last = &lines;
static const char *mark = "";
static int is_cgroupfs;
static char buffer[1 << 15];

static void add(const char *text, int depth, const struct figures *figures) {
  size_t count = strlen(text) + 1;
  struct line *line = malloc(sizeof *line + count);
  line->next = NULL;
  line->depth = depth;
  line->columns = 0;
  line->is_process = figures == NULL;
  if (figures) line->figures = *figures;
  memcpy(line->text, text, count);
  for (const char *at = text; *at; at++) line->columns += (*at & 0xC0) != 0x80;
  *last = line;
  last = &line->next;
}

// The text of a file, ended by NUL; NULL where it is absent.
static const char *text(int group, const char *name, int is_paged) {
  int fd = openat(group, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return NULL;
  size_t count = 0;
  ssize_t got;
  while ((got = pread(fd, buffer + count, sizeof buffer - 1 - count, (off_t)count)) > 0) {
    count += (size_t)got;
    if (!is_paged) break;
  }
  close(fd);
  if (got < 0) return NULL;
  buffer[count] = 0;
  return buffer;
}

// Through no link, no `..` and no other mount.
static int directory(int base, const char *name) {
  struct open_how how = {
      .flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV,
  };
  return (int)syscall(SYS_openat2, base, name, &how, sizeof how);
}

static uint64_t decimal(const char *at) {
  uint64_t value = 0;
  if ((unsigned char)(*at - '0') > 9) return NONE;
  while ((unsigned char)(*at - '0') < 10) value = value * 10 + (unsigned char)(*at++ - '0');
  return value;
}

static uint64_t flat(const char *at, const char *key) {
  size_t count = strlen(key);
  while (at && *at) {
    if (memcmp(at, key, count) == 0 && at[count] == ' ') return decimal(at + count + 1);
    at = strchr(at, '\n');
    if (at) at++;
  }
  return NONE;
}

static uint64_t single(int group, const char *name) {
  const char *at = text(group, name, 0);
  return at ? decimal(at) : NONE;
}

// avg10 of `some`, in hundredths of a percent.
static uint64_t average(int group, const char *name) {
  const char *at = text(group, name, 0);
  static const char start[] = "some avg10=";
  if (!at || strncmp(at, start, sizeof start - 1)) return NONE;
  at += sizeof start - 1;
  uint64_t whole = decimal(at);
  while ((unsigned char)(*at - '0') < 10) at++;
  return whole * 100 + (uint64_t)(at[1] - '0') * 10 + (uint64_t)(at[2] - '0');
}

static int by_number(const void *left, const void *right) { return *(const int *)left - *(const int *)right; }
static int by_bytes(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

static void processes(int group, const char *stem, int depth) {
  const char *at = text(group, "cgroup.procs", 1);
  int *ids = NULL;
  size_t count = 0;
  for (; at && *at; at = strchr(at, '\n') + 1) {
    if (count % 64 == 0) ids = realloc(ids, (count + 64) * sizeof *ids);
    ids[count++] = (int)decimal(at);
  }
  if (count) qsort(ids, count, sizeof *ids, by_number);
  for (size_t index = 0; index < count; index++) {
    char path[64], line[1024];
    snprintf(path, sizeof path, "/proc/%d/cmdline", ids[index]);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) continue;
    ssize_t got = pread(fd, buffer, 512, 0);
    close(fd);
    while (got > 0 && buffer[got - 1] == 0) got--;
    if (got <= 0) continue;
    for (ssize_t byte = 0; byte < got; byte++) if (buffer[byte] == 0) buffer[byte] = ' ';
    snprintf(line, sizeof line, "%s· %d %.*s", stem, ids[index], (int)got, buffer);
    add(line, depth, NULL);
  }
  free(ids);
}

static size_t children(int group, char ***names) {
  struct stat status;
  *names = NULL;
  // In cgroupfs a directory without children has two links; what a copy's file system counts nobody knows.
  if (fstat(group, &status) < 0 || (is_cgroupfs && status.st_nlink == 2)) return 0;
  static char records[1 << 15];
  size_t count = 0;
  long got;
  while ((got = syscall(SYS_getdents64, group, records, sizeof records)) > 0)
    for (long at = 0; at < got;) {
      struct dirent64 *entry = (struct dirent64 *)(records + at);
      at += entry->d_reclen;
      if (entry->d_type != DT_DIR || !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
      if (count % 64 == 0) *names = realloc(*names, (count + 64) * sizeof **names);
      (*names)[count++] = strdup(entry->d_name);
    }
  if (count) qsort(*names, count, sizeof **names, by_bytes);
  return count;
}

// `branch` stands before the group's name, `stem` before what is in it.
static void walk(int group, const char *name, const char *branch, const char *stem, int depth, uint64_t cap, int cap_at) {
  struct figures figures = {.cap = cap, .depth_of_cap = cap_at};
  const char *events = text(group, "cgroup.events", 0);
  figures.populated = flat(events, "populated");
  figures.frozen = flat(events, "frozen");
  figures.usage = flat(text(group, "cpu.stat", 0), "usage_usec");
  figures.memory = single(group, "memory.current");
  uint64_t limit = single(group, "memory.max");
  if (limit != NONE && limit <= cap) {
    figures.cap = limit;
    figures.depth_of_cap = depth;
  }
  figures.pids = single(group, "pids.current");
  figures.pressure[0] = average(group, "cpu.pressure");
  figures.pressure[1] = average(group, "memory.pressure");
  figures.pressure[2] = average(group, "io.pressure");
  char line[8192];
  snprintf(line, sizeof line, "%s%s", branch, name);
  add(line, depth, &figures);
  if (figures.populated != 0) processes(group, stem, depth);
  char **names;
  size_t count = children(group, &names);
  for (size_t index = 0; index < count; index++) {
    int isLast = index + 1 == count;
    int child = directory(group, names[index]);
    if (child >= 0) {
      char below[4096], under[4096];
      snprintf(below, sizeof below, "%s%s", stem, isLast ? "└─" : "├─");
      snprintf(under, sizeof under, "%s%s", stem, isLast ? "  " : "│ ");
      walk(child, names[index], below, under, depth + 1, figures.cap, figures.depth_of_cap);
      close(child);
    }
    free(names[index]);
  }
  free(names);
}

static const char *bytes(uint64_t count, char *out) {
  if (count == NONE) return "-";
  if (count < 1000) return sprintf(out, count ? "%luB" : "0", (unsigned long)count), out;
  double value = (double)count;
  for (const char *unit = "KMGTP"; *unit; unit++) {
    value /= 1024;
    if (value < 9.95) return sprintf(out, "%.1f%c", value, *unit), out;
    if (value < 999.5) return sprintf(out, "%.0f%c", value, *unit), out;
  }
  return sprintf(out, "%.1fE", value / 1024), out;
}

static const char *duration(uint64_t microseconds, char *out) {
  if (microseconds == NONE) return "-";
  double seconds = (double)microseconds / 1e6;
  uint64_t whole = (uint64_t)(seconds + 0.5);
  unsigned long days = whole / 86400, hours = whole / 3600, minutes = whole / 60;
  if (seconds < 9.995) sprintf(out, "%.2fs", seconds);
  else if (seconds < 59.95) sprintf(out, "%.1fs", seconds);
  else if (whole < 3600) sprintf(out, "%lum%02lus", minutes, (unsigned long)(whole % 60));
  else if (whole < 86400) sprintf(out, "%luh%02lum", hours, minutes % 60);
  else sprintf(out, "%lud%02luh", days, hours % 24);
  return out;
}

static void print(void) {
  static char whole[1 << 16];
  setvbuf(stdout, whole, _IOFBF, sizeof whole);
  int width = 0;
  for (struct line *line = lines; line; line = line->next)
    if (!line->is_process && line->columns > width) width = line->columns;
  printf("%-*s CPU TIME MEMORY    CAP  PIDS cpu mem  io\n", width, "GROUP");
  for (struct line *line = lines; line; line = line->next) {
    fputs(line->text, stdout);
    if (line->is_process) {
      putchar('\n');
      continue;
    }
    const struct figures *figures = &line->figures;
    char time[32], memory[32], cap[36], pids[32] = "-";
    if (figures->pids != NONE) sprintf(pids, "%lu", (unsigned long)figures->pids);
    if (figures->cap == NONE) strcpy(cap, "-"); else bytes(figures->cap, cap);
    if (figures->cap != NONE && figures->depth_of_cap != line->depth) strcat(cap, "^");
    strcat(cap, mark);
    printf("%*s %8s %6s %6s %5s", width - line->columns, "", duration(figures->usage, time),
           bytes(figures->memory, memory), cap, pids);
    for (int index = 0; index < 3; index++) {
      uint64_t value = figures->pressure[index];
      if (value == NONE) printf(" %3s", "-"); else printf(" %3lu", (unsigned long)((value + 50) / 100));
    }
    fputs(figures->frozen == 1 ? " frozen\n" : figures->populated == 0 ? " empty\n" : "\n", stdout);
  }
}

// The smallest memory.max of the groups above, and its distance from the group, below zero.
static uint64_t cap_above(int root, const char *path, int *at) {
  uint64_t cap = NONE;
  int depth = 0;
  for (const char *slash = path; (slash = strchr(slash, '/')); slash++) depth--;
  for (const char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
    char above[4096];
    snprintf(above, sizeof above, "%.*s/memory.max", (int)(slash - path - 1), path + 1);
    depth++;
    uint64_t limit = single(root, above);
    if (limit != NONE && limit <= cap) {
      cap = limit;
      *at = depth;
    }
  }
  return cap;
}

int main(int argc, char **argv) {
  if (argc < 3 || argc > 4) return 64;
  if (argc == 4) mark = "+";
  int root = open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC), at = 0;
  int group = directory(root, argv[2][1] ? argv[2] + 1 : ".");
  struct statfs file_system;
  is_cgroupfs = fstatfs(root, &file_system) == 0 && file_system.f_type == CGROUP2_SUPER_MAGIC;
  if (group < 0) {
    perror(argv[2]);
    return 1;
  }
  uint64_t cap = cap_above(root, argv[2], &at);
  walk(group, argv[2], "", "", 0, cap, at);
  print();
}
