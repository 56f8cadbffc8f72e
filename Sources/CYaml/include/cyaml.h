// libyaml's parser as one call. The library is dlopen()ed when it is first needed: nothing links it.
#ifndef WEIR_CYAML_H
#define WEIR_CYAML_H

#include <stddef.h>
#include <stdint.h>

enum {
  CYAML_SCALAR = 1,
  CYAML_BEGIN_LIST,
  CYAML_END_LIST,
  CYAML_BEGIN_MAP,
  CYAML_END_MAP,
  CYAML_ALIAS,     // also for an anchor or a tag of its own: nothing of ours needs them
  CYAML_DOCUMENT,  // the beginning of one
};

// What a text holds, one event after the other. `line` counts from 1. Answering other than 0 stops the parser.
typedef int (*cyaml_take)(void *context, int kind, const uint8_t *text, size_t length, size_t line);

// 0: read to its end, or stopped by `take`. -EINVAL: it is no YAML, `line` and `problem` (with a closing NUL) say where
// and what. -ELIBACC: the library is not there; -ELIBBAD: it is another one; -ENOMEM.
int cyaml_parse(const uint8_t *text, size_t count, cyaml_take take, void *context, size_t *line, char *problem,
                size_t space);

#endif
