// The terminal for Swift: ncurses' terminfo, modes, signals. libtinfo is not linked: it is dlopen()ed at the first
// ccurses_describe(), so that weir starts without it and runs where it is absent.
// Every function answers a value >= 0, or -errno. One screen a process.
#ifndef WEIR_CCURSES_H
#define WEIR_CCURSES_H
#ifdef __linux__

#include <stddef.h>
#include <stdint.h>

// Loads the description of a kind of terminal, terminfo(5). 0; -ENOENT where it is not known; -ELIBACC without ncurses.
int ccurses_describe(const char *name);
// A string capability of the description: bytes of it, no NUL; -ENOENT where there is none.
long ccurses_string(const char *capability, char *bytes, size_t count);
// A numeric one; -1 where there is none.
int ccurses_number(const char *capability);
// A string with two parameters filled in, tparm(3).
long ccurses_expand(const char *format, int first, int second, char *bytes, size_t count);

// The terminal of standard output, opened anew, so that not waiting for it is nobody else's setting; where it may not be
// opened, as it is. -ENOTTY where it is none.
int ccurses_open(void);
// Its size; -ENOTTY where it has none.
int ccurses_size(int terminal, int *width, int *height);

// From here to ccurses_leave the terminal is a screen: bytes come as typed, standard error goes to memory. Whatever
// ends the process by a fault sends `leaving` first and puts the modes back. `leaving` is copied.
int ccurses_enter(int terminal, const void *leaving, size_t count);
// Puts modes back, sends `leaving` for at most a second, then what went to standard error.
void ccurses_leave(int terminal);

// Blocks the signals that a screen must see coming, before any thread starts, and opens a descriptor that tells them.
int ccurses_signals(void);
enum {
  CCURSES_NO_SIGNAL = 0,
  CCURSES_END = 1,     // SIGTERM, SIGHUP, SIGINT, SIGQUIT
  CCURSES_STOP = 2,    // SIGTSTP
  CCURSES_GO_ON = 3,   // SIGCONT
  CCURSES_RESIZE = 4,  // SIGWINCH
};
// The next of them; `number` is the signal itself.
int ccurses_next_signal(int signals, int *number);
// Stops as SIGTSTP does, and comes back when it goes on.
void ccurses_stop(void);
// Ends the process as that signal would have done.
void ccurses_die_of(int number);

enum {
  CCURSES_INPUT = 1,
  CCURSES_OUTPUT = 2,
  CCURSES_SIGNAL = 4,
  CCURSES_WAKE = 8,
  CCURSES_GONE = 16,
};
// Waits for keys, room for output (if asked), signals, the waker (an eventfd, which is emptied) or the end of the time.
int ccurses_wait(int terminal, int for_output, int signals, int waker, int64_t nanoseconds);

// Whether the multibyte encoding that the environment names is UTF-8: LC_ALL, LC_CTYPE, LANG, the first that is set.
int ccurses_is_utf8(void);

#endif
#endif
