#define _GNU_SOURCE
#include "ccrypt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#ifdef __linux__
#include <dlfcn.h>
#include <pthread.h>

static char *(*crypt_ra)(const char *, const char *, void **, int *);
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  void *library = dlopen("libcrypt.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libcrypt.so.1", RTLD_NOW | RTLD_LOCAL);
  if (library) *(void **)&crypt_ra = dlsym(library, "crypt_ra");
}

int ccrypt_matches(const char *word, const char *setting) {
  pthread_once(&once, load);
  if (!crypt_ra) return -ELIBACC;
  void *data = NULL;
  int size = 0;
  const char *made = crypt_ra(word, setting, &data, &size);
  int answer = -EINVAL;
  // What fails is NULL or begins with a star.
  if (made && made[0] != '*') {
    size_t length = strlen(setting);
    volatile unsigned char different = strlen(made) != length;
    if (!different)
      for (size_t index = 0; index < length; index++) different |= (unsigned char)made[index] ^ (unsigned char)setting[index];
    answer = different == 0;
  }
  if (data) {
    explicit_bzero(data, (size_t)size);
    free(data);
  }
  return answer;
}
#else
int ccrypt_matches(const char *word, const char *setting) { return (void)word, (void)setting, -ENOSYS; }
#endif
