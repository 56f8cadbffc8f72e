// sd-bus for Swift. libsystemd is not linked: it is dlopen()ed at the first csystemd_load(), so a program starts without
// it (six libraries fewer to load) and runs where it is absent. Nothing variadic crosses into Swift.
// Every function answers a value >= 0, or -errno. Contracts: sd-bus(3) and the page of the sd_bus_ function of that name.
#ifndef WEIR_CSYSTEMD_H
#define WEIR_CSYSTEMD_H
#ifdef __linux__

#include <stddef.h>
#include <stdint.h>

struct csystemd_bus;
struct csystemd_message;

enum {
  CSYSTEMD_POLLIN = 1,
  CSYSTEMD_POLLOUT = 4,
};

// 0; -ELIBACC where libsystemd.so.0 is not found; -ELIBBAD where it lacks a function.
int csystemd_load(void);

// A connection to `address`; `broker`: a message bus (says Hello), otherwise a peer that answers directly.
int csystemd_open(struct csystemd_bus **bus, const char *address, int broker);
// Sends what is queued if that does not block, closes, frees.
void csystemd_close(struct csystemd_bus *bus);
// 1 when authenticated (and Hello was answered), 0 when not yet.
int csystemd_ready(struct csystemd_bus *bus);
int csystemd_can_send_descriptors(struct csystemd_bus *bus);
// 1 where the manager surely takes no PIDFDs (its library is older than 255) and numbers mean the same to it as here
// (its process is seen here): asking for them costs a refusal and a question about that.
int csystemd_takes_numbers_only(struct csystemd_bus *bus);
int csystemd_descriptor(struct csystemd_bus *bus);
int csystemd_events(struct csystemd_bus *bus);
// Absolute CLOCK_MONOTONIC microseconds; UINT64_MAX: none.
int csystemd_timeout(struct csystemd_bus *bus, uint64_t *microseconds);
// One step. 1: something was done, and *message, if not NULL, is a message for us; 0: nothing left to do.
int csystemd_process(struct csystemd_bus *bus, struct csystemd_message **message);
int csystemd_send(struct csystemd_bus *bus, struct csystemd_message *message, uint64_t *cookie);

int csystemd_new_call(struct csystemd_bus *bus, struct csystemd_message **message, const char *destination,
                      const char *path, const char *interface, const char *member);
void csystemd_unref(struct csystemd_message *message);
int csystemd_allow_interaction(struct csystemd_message *message);
// `type` is one of "ybnqiuxtdsogh"; `value` points at the value, or is the NUL-terminated text of s, o, g.
int csystemd_append(struct csystemd_message *message, char type, const void *value);
int csystemd_append_bytes(struct csystemd_message *message, const void *bytes, size_t count);
int csystemd_open_container(struct csystemd_message *message, char type, const char *contents);
int csystemd_close_container(struct csystemd_message *message);

// 1 and the next element's type; 0 at the end of the container.
int csystemd_peek(struct csystemd_message *message, char *type, const char **contents);
int csystemd_read(struct csystemd_message *message, char type, void *value);
int csystemd_read_bytes(struct csystemd_message *message, const void **bytes, size_t *count);
int csystemd_enter(struct csystemd_message *message, char type, const char *contents);
int csystemd_exit(struct csystemd_message *message);

// 1 call, 2 return, 3 error, 4 signal.
int csystemd_type(struct csystemd_message *message);
int csystemd_reply_cookie(struct csystemd_message *message, uint64_t *cookie);
const char *csystemd_path(struct csystemd_message *message);
const char *csystemd_interface(struct csystemd_message *message);
const char *csystemd_member(struct csystemd_message *message);
const char *csystemd_error_name(struct csystemd_message *message);
const char *csystemd_error_text(struct csystemd_message *message);

uint64_t csystemd_this_thread(void);
int csystemd_wakeup_new(void);
void csystemd_wakeup(int wakeup);
// Waits for the wakeup (and empties it), the descriptor (-1: none) or the deadline (as csystemd_timeout).
void csystemd_wait(int wakeup, int descriptor, int events, uint64_t deadline);
uint64_t csystemd_now(void);

// pidfd_open(2); -ENOSYS before Linux 5.3.
int csystemd_pidfd(int pid);
int csystemd_shut(int descriptor);
unsigned csystemd_user(void);
int csystemd_own_process(void);
// getenv(3): NULL where it is not set.
const char *csystemd_environment(const char *name);
// Reads a whole regular file of at most `count` bytes, no final link: bytes read, -EFBIG if longer.
long csystemd_read_file(const char *path, void *bytes, size_t count);
// 1 where it is one, and no link to one.
int csystemd_is_directory(const char *path);
// Makes a file that is not there, readable by all: 0 or -errno.
int csystemd_write_file(const char *path, const void *bytes, size_t count);
int csystemd_make_directory(const char *path);
int csystemd_remove_file(const char *path);
int csystemd_remove_directory(const char *path);
// The number of the block device at `path`, or of the disk under the file at `path`, as makedev(3) packs it.
int csystemd_block_device(const char *path, unsigned *major, unsigned *minor);

#endif
#endif
