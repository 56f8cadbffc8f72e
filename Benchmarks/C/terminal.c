// terminal WHAT [-s SECONDS] [-w SECONDS] [-i SECONDS] [-x COLUMNS] [-y ROWS] [-g GROUP] -- COMMAND...
// Runs a program on a terminal in memory and prints one figure and a 0 (`pair -p`). WHAT is one of
//   cpu     nanoseconds of processor time a refresh, all threads, in SECONDS after a warm-up of -w; -i is the interval
//   bytes   bytes that a refresh sends
//   first   nanoseconds of wall time from fork to the word STALLED, which comes with the first figures
//   keys    nanoseconds of wall time from a key (cursor down and up, 200 times at odd moments) to the answer: the mark of
//           the selected row (`>`) on another one. The 95th of a hundred; then 0, the median and the greatest
//   memory  kB of user memory after SECONDS: memory.current of the directory GROUP, into which it goes first, without the
//           kernel's own; where GROUP has no such file, what is resident (VmRSS)
// Then q is pressed. Exit 2 where the program ends early or does not answer.
#define _GNU_SOURCE
#include <getopt.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KEYS = 200 };
static int terminal;
static pid_t child;
static long long bytes;
// The end of what came, so that a word that comes in two pieces is found.
static char seen[1 << 17];
static size_t held;

static void die(const char *what) {
  fprintf(stderr, "terminal: %s\n", what);
  kill(child, SIGKILL);
  exit(2);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

// Processor time of the whole process.
static double spent(void) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(child, &clock) || clock_gettime(clock, &time)) die("the program is gone");
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

// Takes in what comes until a word does, or until a moment; answers whether the word came.
static int take(const char *word, double until) {
  held = 0;
  for (;;) {
    double left = until - now();
    if (left <= 0) return 0;
    struct pollfd waiting = {.fd = terminal, .events = POLLIN};
    if (poll(&waiting, 1, (int)(left / 1e6) + 1) <= 0) continue;
    if (held > sizeof seen / 2) {
      memmove(seen, seen + held - 64, 64);
      held = 64;
    }
    ssize_t count = read(terminal, seen + held, sizeof seen - held);
    if (count <= 0) die("the program ended");
    bytes += count;
    held += (size_t)count;
    if (word && memmem(seen, held, word, strlen(word))) return 1;
  }
}

static int ascending(const void *left, const void *right) {
  double difference = *(const double *)left - *(const double *)right;
  return difference < 0 ? -1 : difference > 0;
}

static void keys(void) {
  static double taken[KEYS];
  srand(7);
  for (int index = 0; index < KEYS; index++) {
    take(NULL, now() + 20e6 + rand() % 60000 * 1e3);
    double start = now();
    if (write(terminal, index % 2 ? "\033[A" : "\033[B", 3) != 3) die("no key can be pressed");
    if (!take(">", start + 10e9)) die("a key was not answered");
    taken[index] = now() - start;
  }
  qsort(taken, KEYS, sizeof *taken, ascending);
  printf("%.0f 0 %.0f %.0f\n", taken[KEYS * 95 / 100], taken[KEYS / 2], taken[KEYS - 1]);
}

// A number of a file, behind a word; -1 where there is none.
static long long number(const char *directory, const char *name, const char *format) {
  char path[512], line[256];
  snprintf(path, sizeof path, "%s/%s", directory, name);
  FILE *file = fopen(path, "r");
  long long found = -1;
  while (file && fgets(line, sizeof line, file)) sscanf(line, format, &found);
  if (file) fclose(file);
  return found;
}

static void memory(const char *group) {
  long long all = number(group, "memory.current", "%lld"), kernel = number(group, "memory.stat", "kernel %lld");
  char process[64];
  snprintf(process, sizeof process, "/proc/%d", (int)child);
  printf("%lld 0\n", all >= 0 && kernel >= 0 ? (all - kernel) / 1024 : number(process, "status", "VmRSS: %lld"));
}

static void enter(const char *group) {
  char path[512];
  snprintf(path, sizeof path, "%s/cgroup.procs", group);
  FILE *file = fopen(path, "w");
  if (!file || fprintf(file, "0") < 0 || fclose(file)) perror(path), exit(2);
}

int main(int argc, char **argv) {
  double seconds = 10, warm = 3, interval = 1;
  struct winsize size = {.ws_row = 50, .ws_col = 120};
  const char *what = argc > 1 ? argv[1] : "", *group = "/nonexistent";
  int option;
  optind = 2;
  while ((option = getopt(argc, argv, "+s:w:i:x:y:g:")) != -1) switch (option) {
      case 's': seconds = atof(optarg); break;
      case 'w': warm = atof(optarg); break;
      case 'i': interval = atof(optarg); break;
      case 'x': size.ws_col = (unsigned short)atoi(optarg); break;
      case 'y': size.ws_row = (unsigned short)atoi(optarg); break;
      case 'g': enter(group = optarg); break;
      default: return 64;
    }
  if (optind >= argc) return 64;
  double start = now();
  child = forkpty(&terminal, NULL, NULL, &size);
  if (child == 0) {
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    execvp(argv[optind], argv + optind);
    _exit(127);
  }
  if (child < 0) return 2;
  if (!strcmp(what, "first")) {
    if (!take("STALLED", start + 60e9)) die("no first figures");
    printf("%.0f 0\n", now() - start);
  } else if (!strcmp(what, "keys")) {
    if (!take("STALLED", start + 60e9)) die("no first figures");
    take(NULL, now() + warm * 1e9);
    keys();
  } else if (!strcmp(what, "memory")) {
    take(NULL, now() + seconds * 1e9);
    memory(group);
  } else {
    take(NULL, now() + warm * 1e9);
    double before = spent(), from = now();
    long long sent = bytes;
    take(NULL, from + seconds * 1e9);
    double refreshes = (now() - from) / 1e9 / interval;
    printf("%.0f 0\n", (strcmp(what, "bytes") ? spent() - before : (double)(bytes - sent)) / refreshes);
  }
  fflush(stdout);
  if (write(terminal, "q", 1) != 1) kill(child, SIGTERM);
  for (int tries = 0; tries < 200; tries++) {
    if (waitpid(child, NULL, WNOHANG) == child) return 0;
    struct pollfd waiting = {.fd = terminal, .events = POLLIN};
    if (poll(&waiting, 1, 10) > 0 && read(terminal, seen, sizeof seen) <= 0) usleep(10000);
  }
  kill(child, SIGKILL);
  return 0;
}
