// read FILE ROUNDS: reads a file of one number through a kept descriptor, ROUNDS times.
#include "figure.h"

static char buffer[4096];

// The text is one number and a newline; anything else is no value.
static int number(const char *text, size_t count, uint64_t *out) {
  uint64_t value = 0;
  size_t index = 0;
  while (index < count && (unsigned char)(text[index] - '0') < 10) {
    unsigned digit = (unsigned char)(text[index] - '0');
    if (index >= 19 && (value > UINT64_MAX / 10 || value * 10 > UINT64_MAX - digit)) return 0;
    value = value * 10 + digit;
    index++;
  }
  if (index == 0) return 0;
  if (index < count && text[index] == '\n') index++;
  *out = value;
  return index == count;
}

int main(int argc, char **argv) {
  if (argc != 3) return 64;
  long rounds = atol(argv[2]);
  int fd = open(argv[1], O_RDONLY | O_CLOEXEC);
  uint64_t sum = 0;
  double start = now();
  for (long round = 0; round < rounds; round++) {
    uint64_t value;
    ssize_t count = pread(fd, buffer, sizeof buffer, 0);
    if (count < 0 || !number(buffer, (size_t)count, &value)) {
      perror(argv[1]);
      return 1;
    }
    sum += value != 0;
  }
  report((now() - start) / (double)rounds, sum);
}
