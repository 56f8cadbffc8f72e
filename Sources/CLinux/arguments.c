#ifdef __linux__
#include "clinux.h"

static int argument_count;
static char **arguments;

#ifdef __GLIBC__
// glibc hands constructors what main gets. Swift's own way to the arguments leads through /proc/self/maps, and where no
// /proc is mounted it silently finds none.
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
  argument_count = count;
  arguments = values;
}
#endif

int weir_argument_count(void) { return argument_count; }

const char *weir_argument(int index) { return index >= 0 && index < argument_count ? arguments[index] : 0; }
#endif
