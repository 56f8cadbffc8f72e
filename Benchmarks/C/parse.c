// parse TEXT KEYS ROUNDS: reads the numbers of a flat keyed text into slots, ROUNDS times. KEYS has one name a line.
// The strategy is that of FlatScanner: the key that followed last time is compared first.
#include "figure.h"

#include <string.h>

enum { MOST_KEYS = 1024 };
static struct key {
  const char *name;  // with the blank behind it
  size_t count;
  int slot, next;
} keys[MOST_KEYS];
static int key_count, asked, first;
static uint64_t values[MOST_KEYS];
static unsigned char present[MOST_KEYS];

static int stands(int index, const char *at, const char *end) {
  return index < key_count && keys[index].count <= (size_t)(end - at) && memcmp(keys[index].name, at, keys[index].count) == 0;
}

static int learn(const char *at, const char *end) {
  for (int index = 0; index < key_count; index++)
    if (stands(index, at, end)) return index;
  const char *stop = at;
  while (stop < end && *stop != ' ' && *stop != '\n') stop++;
  if (stop == at || stop == end || *stop != ' ' || key_count == MOST_KEYS) return -1;
  size_t count = (size_t)(stop - at) + 1;
  char *name = memcpy(malloc(count), at, count);
  keys[key_count] = (struct key){name, count, -1, key_count + 1};
  return key_count++;
}

static void scan(const char *at, size_t count) {
  const char *end = at + count;
  int expected = first, previous = -1;
  memset(present, 0, (size_t)asked);
  while (at < end) {
    int found = expected;
    if (!stands(found, at, end)) {
      found = learn(at, end);
      if (found < 0) goto next;
      if (previous < 0) first = found; else keys[previous].next = found;
    }
    at += keys[found].count;
    previous = found;
    expected = keys[found].next;
    const char *start = at;
    uint64_t value = 0;
    const char *safe = end - at < 19 ? end : at + 19;
    while (at < safe && (unsigned char)(*at - '0') < 10) value = value * 10 + (unsigned char)(*at++ - '0');
    while (at < end && (unsigned char)(*at - '0') < 10) {
      if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, (unsigned char)(*at - '0'), &value)) goto next;
      at++;
    }
    if (at < end && (*at != '\n' || at == start)) goto next;
    int slot = keys[found].slot;
    if (slot >= 0 && !present[slot] && at > start && !(at - start > 1 && *start == '0')) {
      values[slot] = value;
      present[slot] = 1;
    }
    at++;
    continue;
  next:
    while (at < end && *at != '\n') at++;
    at++;
  }
}

int main(int argc, char **argv) {
  if (argc != 4) return 64;
  static char text[1 << 16], names[1 << 16];
  size_t count = contents(argv[1], text, sizeof text);
  size_t name_count = contents(argv[2], names, sizeof names);
  for (char *at = names; at < names + name_count; asked++) {
    char *end = memchr(at, '\n', (size_t)(names + name_count - at));
    *end = ' ';
    keys[key_count] = (struct key){at, (size_t)(end + 1 - at), asked, asked + 1};
    key_count++;
    at = end + 1;
  }
  long rounds = atol(argv[3]);
  uint64_t sum = 0;
  scan(text, count);
  double start = now();
  for (long round = 0; round < rounds; round++) {
    scan(text, count);
    sum += values[(size_t)round % (size_t)asked];
  }
  double each = (now() - start) / (double)rounds;
  for (int slot = 0; slot < asked; slot++)
    if (present[slot]) sum = sum * 31 + values[slot] + (uint64_t)slot;
  report(each, sum);
}
