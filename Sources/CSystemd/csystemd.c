#ifdef __linux__
#define _GNU_SOURCE
#include "csystemd.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <sys/socket.h>

typedef struct csystemd_bus bus_t;
typedef struct csystemd_message message_t;

// sd_bus_error of sd-bus-protocol: its layout is part of libsystemd's stable interface.
struct bus_error {
  const char *name;
  const char *message;
  int need_free;
};

// Name, result, parameters: as sd-bus.h declares them, so that libsystemd's headers are not needed to build.
#define FUNCTIONS(F)                                                                              \
  F(sd_bus_new, int, (bus_t **))                                                                  \
  F(sd_bus_set_address, int, (bus_t *, const char *))                                             \
  F(sd_bus_set_bus_client, int, (bus_t *, int))                                                   \
  F(sd_bus_start, int, (bus_t *))                                                                 \
  F(sd_bus_close, void, (bus_t *))                                                                \
  F(sd_bus_unref, bus_t *, (bus_t *))                                                             \
  F(sd_bus_is_ready, int, (bus_t *))                                                              \
  F(sd_bus_can_send, int, (bus_t *, char))                                                        \
  F(sd_bus_get_fd, int, (bus_t *))                                                                \
  F(sd_bus_get_events, int, (bus_t *))                                                            \
  F(sd_bus_get_timeout, int, (bus_t *, uint64_t *))                                               \
  F(sd_bus_process, int, (bus_t *, message_t **))                                                 \
  F(sd_bus_send, int, (bus_t *, message_t *, uint64_t *))                                         \
  F(sd_bus_message_new_method_call, int,                                                          \
    (bus_t *, message_t **, const char *, const char *, const char *, const char *))              \
  F(sd_bus_message_unref, message_t *, (message_t *))                                             \
  F(sd_bus_message_set_allow_interactive_authorization, int, (message_t *, int))                  \
  F(sd_bus_message_append_basic, int, (message_t *, char, const void *))                          \
  F(sd_bus_message_append_array, int, (message_t *, char, const void *, size_t))                  \
  F(sd_bus_message_open_container, int, (message_t *, char, const char *))                        \
  F(sd_bus_message_close_container, int, (message_t *))                                           \
  F(sd_bus_message_peek_type, int, (message_t *, char *, const char **))                          \
  F(sd_bus_message_read_basic, int, (message_t *, char, void *))                                  \
  F(sd_bus_message_read_array, int, (message_t *, char, const void **, size_t *))                 \
  F(sd_bus_message_enter_container, int, (message_t *, char, const char *))                       \
  F(sd_bus_message_exit_container, int, (message_t *))                                            \
  F(sd_bus_message_get_type, int, (message_t *, uint8_t *))                                       \
  F(sd_bus_message_get_reply_cookie, int, (message_t *, uint64_t *))                              \
  F(sd_bus_message_get_path, const char *, (message_t *))                                         \
  F(sd_bus_message_get_interface, const char *, (message_t *))                                    \
  F(sd_bus_message_get_member, const char *, (message_t *))                                       \
  F(sd_bus_message_get_error, const struct bus_error *, (message_t *))

static struct {
#define MEMBER(name, result, parameters) result(*name) parameters;
  FUNCTIONS(MEMBER)
#undef MEMBER
} libsystemd;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int loaded;
static int is_recent;

static void load(void) {
  void *library = dlopen("libsystemd.so.0", RTLD_LAZY | RTLD_LOCAL);
  if (!library) {
    loaded = -ELIBACC;
    return;
  }
#define RESOLVE(name, result, parameters)                       \
  *(void **)&libsystemd.name = dlsym(library, #name);           \
  if (!libsystemd.name) loaded = -ELIBBAD;
  FUNCTIONS(RESOLVE)
#undef RESOLVE
  // A function that came with systemd 255, as PIDFDs did.
  is_recent = dlsym(library, "sd_id128_get_app_specific") != NULL;
}

int csystemd_load(void) {
  pthread_once(&once, load);
  return loaded;
}

int csystemd_open(bus_t **answer, const char *address, int broker) {
  bus_t *bus = NULL;
  int failed = libsystemd.sd_bus_new(&bus);
  if (failed < 0) return failed;
  if ((failed = libsystemd.sd_bus_set_address(bus, address)) >= 0 &&
      (failed = libsystemd.sd_bus_set_bus_client(bus, broker)) >= 0 &&
      (failed = libsystemd.sd_bus_start(bus)) >= 0) {
    *answer = bus;
    return 0;
  }
  libsystemd.sd_bus_unref(bus);
  return failed;
}

void csystemd_close(bus_t *bus) {
  libsystemd.sd_bus_close(bus);
  libsystemd.sd_bus_unref(bus);
}

int csystemd_ready(bus_t *bus) { return libsystemd.sd_bus_is_ready(bus); }

int csystemd_can_send_descriptors(bus_t *bus) { return libsystemd.sd_bus_can_send(bus, 'h'); }

int csystemd_takes_numbers_only(bus_t *bus) {
  struct ucred peer;
  socklen_t size = sizeof peer;
  if (is_recent || getsockopt(libsystemd.sd_bus_get_fd(bus), SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0) return 0;
  return peer.pid > 0;
}

int csystemd_descriptor(bus_t *bus) { return libsystemd.sd_bus_get_fd(bus); }

int csystemd_events(bus_t *bus) { return libsystemd.sd_bus_get_events(bus); }

int csystemd_timeout(bus_t *bus, uint64_t *microseconds) {
  *microseconds = UINT64_MAX;
  return libsystemd.sd_bus_get_timeout(bus, microseconds);
}

int csystemd_process(bus_t *bus, message_t **message) {
  *message = NULL;
  return libsystemd.sd_bus_process(bus, message);
}

int csystemd_send(bus_t *bus, message_t *message, uint64_t *cookie) {
  return libsystemd.sd_bus_send(bus, message, cookie);
}

int csystemd_new_call(bus_t *bus, message_t **message, const char *destination, const char *path,
                      const char *interface, const char *member) {
  *message = NULL;
  return libsystemd.sd_bus_message_new_method_call(bus, message, destination, path, interface, member);
}

void csystemd_unref(message_t *message) { libsystemd.sd_bus_message_unref(message); }

int csystemd_allow_interaction(message_t *message) {
  return libsystemd.sd_bus_message_set_allow_interactive_authorization(message, 1);
}

int csystemd_append(message_t *message, char type, const void *value) {
  return libsystemd.sd_bus_message_append_basic(message, type, value);
}

int csystemd_append_bytes(message_t *message, const void *bytes, size_t count) {
  return libsystemd.sd_bus_message_append_array(message, 'y', bytes, count);
}

int csystemd_open_container(message_t *message, char type, const char *contents) {
  return libsystemd.sd_bus_message_open_container(message, type, contents);
}

int csystemd_close_container(message_t *message) { return libsystemd.sd_bus_message_close_container(message); }

int csystemd_peek(message_t *message, char *type, const char **contents) {
  *contents = NULL;
  return libsystemd.sd_bus_message_peek_type(message, type, contents);
}

int csystemd_read(message_t *message, char type, void *value) {
  return libsystemd.sd_bus_message_read_basic(message, type, value);
}

int csystemd_read_bytes(message_t *message, const void **bytes, size_t *count) {
  *bytes = NULL;
  *count = 0;
  return libsystemd.sd_bus_message_read_array(message, 'y', bytes, count);
}

int csystemd_enter(message_t *message, char type, const char *contents) {
  return libsystemd.sd_bus_message_enter_container(message, type, contents);
}

int csystemd_exit(message_t *message) { return libsystemd.sd_bus_message_exit_container(message); }

int csystemd_type(message_t *message) {
  uint8_t type = 0;
  int failed = libsystemd.sd_bus_message_get_type(message, &type);
  return failed < 0 ? failed : type;
}

int csystemd_reply_cookie(message_t *message, uint64_t *cookie) {
  return libsystemd.sd_bus_message_get_reply_cookie(message, cookie);
}

const char *csystemd_path(message_t *message) { return libsystemd.sd_bus_message_get_path(message); }

const char *csystemd_interface(message_t *message) { return libsystemd.sd_bus_message_get_interface(message); }

const char *csystemd_member(message_t *message) { return libsystemd.sd_bus_message_get_member(message); }

const char *csystemd_error_name(message_t *message) {
  const struct bus_error *error = libsystemd.sd_bus_message_get_error(message);
  return error ? error->name : NULL;
}

const char *csystemd_error_text(message_t *message) {
  const struct bus_error *error = libsystemd.sd_bus_message_get_error(message);
  return error ? error->message : NULL;
}
#endif
