#include "allocationcount.h"

// Any header of libc tells which one it is.
#include <errno.h>
#include <stddef.h>

#ifdef __GLIBC__

static _Thread_local long count;
static _Thread_local int is_counting;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size) {
  count += is_counting;
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count += is_counting;
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  count += is_counting;
  return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  count += is_counting;
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  *block = memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}

void allocation_count_begin(void) {
  count = 0;
  is_counting = 1;
}

long allocation_count_end(void) {
  is_counting = 0;
  return count;
}
#else
void allocation_count_begin(void) {}
long allocation_count_end(void) { return -1; }
#endif
