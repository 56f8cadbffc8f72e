#define _GNU_SOURCE
#include "cyaml.h"

#ifdef __linux__
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <yaml.h>

#define FUNCTIONS(F)                                                              \
  F(yaml_parser_initialize, int, (yaml_parser_t *))                               \
  F(yaml_parser_delete, void, (yaml_parser_t *))                                  \
  F(yaml_parser_set_input_string, void, (yaml_parser_t *, const unsigned char *, size_t)) \
  F(yaml_parser_parse, int, (yaml_parser_t *, yaml_event_t *))                    \
  F(yaml_event_delete, void, (yaml_event_t *))

static struct {
#define FIELD(name, result, parameters) result(*name) parameters;
  FUNCTIONS(FIELD)
#undef FIELD
} yaml;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int loaded;

static void load(void) {
  void *library = dlopen("libyaml-0.so.2", RTLD_LAZY | RTLD_LOCAL);
  if (!library) {
    loaded = -ELIBACC;
    return;
  }
#define RESOLVE(name, result, parameters)         \
  *(void **)&yaml.name = dlsym(library, #name);   \
  if (!yaml.name) loaded = -ELIBBAD;
  FUNCTIONS(RESOLVE)
#undef RESOLVE
}

static int tell(const yaml_event_t *event, cyaml_take take, void *context) {
  size_t line = event->start_mark.line + 1;
  const yaml_char_t *strange = NULL;
  int kind = 0;
  const uint8_t *text = NULL;
  size_t length = 0;
  switch (event->type) {
    case YAML_SCALAR_EVENT:
      kind = CYAML_SCALAR;
      text = event->data.scalar.value;
      length = event->data.scalar.length;
      strange = event->data.scalar.anchor ? event->data.scalar.anchor : event->data.scalar.tag;
      break;
    case YAML_SEQUENCE_START_EVENT:
      kind = CYAML_BEGIN_LIST;
      strange = event->data.sequence_start.anchor ? event->data.sequence_start.anchor : event->data.sequence_start.tag;
      break;
    case YAML_MAPPING_START_EVENT:
      kind = CYAML_BEGIN_MAP;
      strange = event->data.mapping_start.anchor ? event->data.mapping_start.anchor : event->data.mapping_start.tag;
      break;
    case YAML_SEQUENCE_END_EVENT: kind = CYAML_END_LIST; break;
    case YAML_MAPPING_END_EVENT: kind = CYAML_END_MAP; break;
    case YAML_ALIAS_EVENT: kind = CYAML_ALIAS; break;
    case YAML_DOCUMENT_START_EVENT: kind = CYAML_DOCUMENT; break;
    default: return 0;
  }
  return take(context, strange ? CYAML_ALIAS : kind, text, length, line);
}

int cyaml_parse(const uint8_t *text, size_t count, cyaml_take take, void *context, size_t *line, char *problem,
                size_t space) {
  pthread_once(&once, load);
  if (loaded < 0) return loaded;
  yaml_parser_t parser;
  if (!yaml.yaml_parser_initialize(&parser)) return -ENOMEM;
  yaml.yaml_parser_set_input_string(&parser, text, count);
  int answer = 0;
  for (;;) {
    yaml_event_t event;
    if (!yaml.yaml_parser_parse(&parser, &event)) {
      answer = parser.error == YAML_MEMORY_ERROR ? -ENOMEM : -EINVAL;
      *line = parser.problem_mark.line + 1;
      snprintf(problem, space, "%s", parser.problem ? parser.problem : "it is no YAML");
      break;
    }
    int isEnd = event.type == YAML_STREAM_END_EVENT;
    int stops = tell(&event, take, context);
    yaml.yaml_event_delete(&event);
    if (isEnd || stops) break;
  }
  yaml.yaml_parser_delete(&parser);
  return answer;
}
#else
int cyaml_parse(const uint8_t *text, size_t count, cyaml_take take, void *context, size_t *line, char *problem,
                size_t space) {
  (void)text, (void)count, (void)take, (void)context, (void)line, (void)problem, (void)space;
  return -1;
}
#endif
