#ifdef __linux__
#include "ccurses.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// As term.h of ncurses declares them, so that its headers are not needed to build.
static struct {
  int (*setupterm)(const char *, int, int *);
  char *(*tigetstr)(const char *);
  int (*tigetnum)(const char *);
  char *(*tparm)(const char *, ...);
} terminfo;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int loaded = -ELIBACC;

static void load(void) {
  // Where ncurses was built in one piece, the low level is in libncursesw.
  static const char *const names[] = {"libtinfo.so.6", "libncursesw.so.6", "libtinfow.so.6", "libncurses.so.6"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    void *library = dlopen(names[index], RTLD_LAZY | RTLD_LOCAL);
    if (!library) continue;
    *(void **)&terminfo.setupterm = dlsym(library, "setupterm");
    *(void **)&terminfo.tigetstr = dlsym(library, "tigetstr");
    *(void **)&terminfo.tigetnum = dlsym(library, "tigetnum");
    *(void **)&terminfo.tparm = dlsym(library, "tparm");
    if (terminfo.setupterm && terminfo.tigetstr && terminfo.tigetnum && terminfo.tparm) {
      loaded = 0;
      return;
    }
  }
}

int ccurses_describe(const char *name) {
  pthread_once(&once, load);
  if (loaded < 0) return loaded;
  int found = 0;
  return terminfo.setupterm(name, 1, &found) == 0 && found == 1 ? 0 : -ENOENT;
}

static long copy(const char *text, char *bytes, size_t count) {
  if (!text || text == (char *)-1) return -ENOENT;
  size_t length = strlen(text);
  if (length > count) return -E2BIG;
  memcpy(bytes, text, length);
  return (long)length;
}

long ccurses_string(const char *capability, char *bytes, size_t count) {
  return copy(terminfo.tigetstr(capability), bytes, count);
}

int ccurses_number(const char *capability) {
  int number = terminfo.tigetnum(capability);
  return number < 0 ? -1 : number;
}

long ccurses_expand(const char *format, int first, int second, char *bytes, size_t count) {
  if (loaded < 0) return loaded;
  // Old headers declare nine parameters.
  return copy(terminfo.tparm(format, (long)first, (long)second, 0L, 0L, 0L, 0L, 0L, 0L, 0L), bytes, count);
}

int ccurses_is_utf8(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    const char *value = getenv(names[index]);
    if (!value || !*value) continue;
    const char *dot = strchr(value, '.');
    return dot && (strncasecmp(dot, ".utf-8", 6) == 0 || strncasecmp(dot, ".utf8", 5) == 0);
  }
  return 0;
}
#endif
