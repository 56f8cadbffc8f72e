// pair -t TITLE -l LIMIT [-n ROUNDS] [-k RUNS] [-p | -d] [-w] [-o] [-s WORD] -- A… WORD B…
// Runs two commands in turn and prints a row of a Markdown table: both figures, and what A costs of B round by round.
// A round's figure is the processor time of RUNS whole processes, user and system, and beside it the wall time from
// spawn to exit; with -p it is the first number that one process prints (nanoseconds), and the second, a checksum, must
// be the same of both. LIMIT bounds the median of A / B, or with -d of A − B in milliseconds; with -w of the wall time,
// where another process does part of the work. A and B take turns at being first, but with -o, where each must undo the
// other, A always is. WORD is --.
// Exit: 0 within it, 1 above, 2 where a command fails or they disagree.
#define _GNU_SOURCE
#include <fcntl.h>
#include <getopt.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;
enum { MOST_ROUNDS = 1000 };

static void die(const char *what, char **command) {
  fprintf(stderr, "pair: %s: %s\n", command[0], what);
  exit(2);
}

// What a round took, in milliseconds, or in nanoseconds as printed.
struct figure {
  double processor, wall;
};

static double milliseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double of_timeval(struct timeval time) { return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3; }

// One process; what it prints goes to `out`, or nowhere.
static struct figure run(char **command, char *out, size_t room) {
  int ends[2] = {-1, -1};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (out) {
    if (pipe2(ends, O_CLOEXEC) < 0) die("no pipe", command);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  } else {
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  }
  pid_t child;
  double start = milliseconds();
  if (posix_spawnp(&child, command[0], &actions, NULL, command, environ)) die("cannot be started", command);
  if (out) {
    close(ends[1]);
    size_t count = 0;
    ssize_t got;
    while (count + 1 < room && (got = read(ends[0], out + count, room - 1 - count)) > 0) count += (size_t)got;
    out[count] = 0;
    close(ends[0]);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) < 0 || status) die("failed", command);
  posix_spawn_file_actions_destroy(&actions);
  return (struct figure){of_timeval(usage.ru_utime) + of_timeval(usage.ru_stime), milliseconds() - start};
}

static struct figure measure(char **command, int runs, int printed, unsigned long long *checksum) {
  struct figure sum = {0, 0};
  if (printed) {
    char text[128];
    run(command, text, sizeof text);
    if (sscanf(text, "%lf %llu", &sum.processor, checksum) != 2) die("printed no figure", command);
    return sum;
  }
  for (int index = 0; index < runs; index++) {
    struct figure one = run(command, NULL, 0);
    sum.processor += one.processor / runs;
    sum.wall += one.wall / runs;
  }
  return sum;
}

static int ascending(const void *left, const void *right) {
  double difference = *(const double *)left - *(const double *)right;
  return difference < 0 ? -1 : difference > 0;
}

static double median(double *values, int count) {
  qsort(values, (size_t)count, sizeof *values, ascending);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

int main(int argc, char **argv) {
  const char *title = "";
  double limit = 0;
  const char *between = "--";
  int rounds = 11, runs = 1, printed = 0, difference = 0, wall_counts = 0, in_order = 0, option;
  while ((option = getopt(argc, argv, "+t:l:n:k:pdwos:")) != -1) switch (option) {
      case 't': title = optarg; break;
      case 'l': limit = atof(optarg); break;
      case 'n': rounds = atoi(optarg); break;
      case 'k': runs = atoi(optarg); break;
      case 'p': printed = 1; break;
      case 'd': difference = 1; break;
      case 'w': wall_counts = 1; break;
      case 'o': in_order = 1; break;
      case 's': between = optarg; break;
      default: return 64;
    }
  char **first = argv + optind, **second = first;
  while (*second && strcmp(*second, between)) second++;
  if (!*second || rounds < 1 || rounds > MOST_ROUNDS || runs < 1) return 64;
  *second++ = NULL;
  if (wall_counts && printed) return 64;
  static double ours[MOST_ROUNDS], theirs[MOST_ROUNDS], paired[MOST_ROUNDS], walls[3][MOST_ROUNDS];
  unsigned long long sums[2] = {0, 0};
  measure(first, 1, printed, &sums[0]);  // to warm the caches, uncounted
  measure(second, 1, printed, &sums[1]);
  for (int round = 0; round < rounds; round++) {
    struct figure our = {0, 0}, their;
    int swapped = round % 2 && !in_order;
    if (!swapped) our = measure(first, runs, printed, &sums[0]);
    their = measure(second, runs, printed, &sums[1]);
    if (swapped) our = measure(first, runs, printed, &sums[0]);
    if (sums[0] != sums[1]) die("read something else than the other", first);
    ours[round] = our.processor;
    theirs[round] = their.processor;
    paired[round] = difference ? our.processor - their.processor : our.processor / their.processor;
    walls[0][round] = our.wall;
    walls[1][round] = their.wall;
    walls[2][round] = difference ? our.wall - their.wall : our.wall / their.wall;
  }
  double typical = median(paired, rounds), our = median(ours, rounds), their = median(theirs, rounds);
  // What a program printed is in nanoseconds; many of them read better as milliseconds.
  double scale = printed && their >= 1e5 ? 1e6 : 1;
  const char *unit = printed && scale == 1 ? "ns" : "ms", *sign = difference ? " ms" : "";
  char wall[3][48] = {"", "", ""};
  for (int index = 0; index < 3 && !printed; index++)
    snprintf(wall[index], sizeof wall[index], "; wall %.2f%s", median(walls[index], rounds), index < 2 ? " ms" : sign);
  int isWithin = (wall_counts ? median(walls[2], rounds) : typical) <= limit;
  printf("| %s | %.2f (%.2f–%.2f) %s%s | %.2f (%.2f–%.2f) %s%s | %.2f / **%.2f** / %.2f%s%s | %.2f%s | %s |\n", title,
         our / scale, ours[0] / scale, ours[rounds - 1] / scale, unit, wall[0], their / scale, theirs[0] / scale,
         theirs[rounds - 1] / scale, unit, wall[1], paired[0], typical, paired[rounds - 1], sign, wall[2], limit, sign,
         isWithin ? "yes" : "**no**");
  return !isWithin;
}
