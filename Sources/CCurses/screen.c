#ifdef __linux__
#define _GNU_SOURCE
#include "ccurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// What a handler of a fault may need at any moment: nothing here is freed.
static struct {
  volatile sig_atomic_t is_on;
  int terminal;
  struct termios before;
  char leaving[512];
  size_t count;
  int errors;  // standard error as it was
  int kept;    // what was written there meanwhile
} screen = {.terminal = -1, .errors = -1, .kept = -1};

static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
enum { FAULTS = sizeof faults / sizeof *faults };
static struct sigaction before[FAULTS];

int ccurses_open(void) {
  char name[256];
  if (!isatty(1)) return -ENOTTY;
  int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
  if (ttyname_r(1, name, sizeof name) == 0) {
    int terminal = open(name, flags);
    if (terminal >= 0) return terminal;
  }
  // Another user's terminal, or one of another mount namespace.
  int terminal = open("/dev/tty", flags);
  if (terminal >= 0) return terminal;
  // That, and in a session of its own (su -c): the one that is there, which waits.
  terminal = fcntl(isatty(0) ? 0 : 1, F_DUPFD_CLOEXEC, 3);
  return terminal >= 0 ? terminal : -errno;
}

int ccurses_size(int terminal, int *width, int *height) {
  struct winsize size;
  if (ioctl(terminal, TIOCGWINSZ, &size) < 0) return -errno;
  *width = size.ws_col;
  *height = size.ws_row;
  return 0;
}

// All of it, waiting for a slow terminal until the deadline. Safe in a handler.
static void send_all(int terminal, const char *bytes, size_t count, int milliseconds) {
  while (count > 0 && milliseconds > 0) {
    ssize_t sent = write(terminal, bytes, count);
    if (sent > 0) {
      bytes += sent;
      count -= (size_t)sent;
    } else if (sent < 0 && errno == EAGAIN) {
      struct pollfd set = {.fd = terminal, .events = POLLOUT};
      poll(&set, 1, 20);
      milliseconds -= 20;
    } else if (sent < 0 && errno != EINTR) {
      return;
    }
  }
}

// Safe in a handler.
static void put_back(void) {
  if (!screen.is_on) return;
  screen.is_on = 0;
  // In the background these calls would stop the process.
  sigset_t output, mask;
  sigemptyset(&output);
  sigaddset(&output, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &output, &mask);
  // A terminal that Ctrl-S stopped would never take it.
  tcflow(screen.terminal, TCOON);
  send_all(screen.terminal, screen.leaving, screen.count, 1000);
  tcsetattr(screen.terminal, TCSANOW, &screen.before);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  if (screen.errors < 0) return;
  dup2(screen.errors, 2);
  char bytes[1024];
  ssize_t got;
  for (off_t offset = 0; (got = pread(screen.kept, bytes, sizeof bytes, offset)) > 0; offset += got) {
    if (write(2, bytes, (size_t)got) < 0) break;
  }
  close(screen.errors);
  close(screen.kept);
  screen.errors = screen.kept = -1;
}

static void on_fault(int number) {
  put_back();
  for (int index = 0; index < FAULTS; index++) sigaction(faults[index], &before[index], NULL);
  // Blocked until this handler returns; then it does what it would have done.
  raise(number);
}

static void catch_faults(void) {
  static char stack[32768];
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&other, NULL);
  struct sigaction action = {.sa_handler = on_fault, .sa_flags = SA_ONSTACK | SA_RESETHAND};
  sigfillset(&action.sa_mask);
  for (int index = 0; index < FAULTS; index++) sigaction(faults[index], &action, &before[index]);
}

// Lines that libraries write, or the runtime's last words, would land in the middle of the screen.
static void keep_errors(void) {
  struct termios any;
  if (screen.errors >= 0 || tcgetattr(2, &any) < 0) return;
  screen.kept = memfd_create("weir-errors", MFD_CLOEXEC);
  if (screen.kept < 0) return;
  screen.errors = fcntl(2, F_DUPFD_CLOEXEC, 3);
  if (screen.errors < 0 || dup2(screen.kept, 2) < 0) {
    close(screen.kept);
    screen.kept = -1;
  }
}

int ccurses_enter(int terminal, const void *leaving, size_t count) {
  if (count > sizeof screen.leaving) return -E2BIG;
  // When it comes back from a stop that nobody could see coming, these are the screen's own.
  if (!screen.is_on && tcgetattr(terminal, &screen.before) < 0) return -errno;
  memcpy(screen.leaving, leaving, count);
  screen.count = count;
  screen.terminal = terminal;
  static int is_caught;
  if (!is_caught) catch_faults();
  is_caught = 1;
  struct termios modes = screen.before;
  // Signals of keys and flow control stay as the user has them: a slow terminal may need Ctrl-S and Ctrl-Q itself.
  modes.c_lflag &= (tcflag_t) ~(ICANON | ECHO | ECHONL | IEXTEN);
  modes.c_iflag &= (tcflag_t) ~(ICRNL | INLCR | IGNCR | ISTRIP);
  modes.c_cc[VMIN] = 0;
  modes.c_cc[VTIME] = 0;
  if (tcsetattr(terminal, TCSANOW, &modes) < 0) return -errno;
  keep_errors();
  screen.is_on = 1;
  return 0;
}

void ccurses_leave(int terminal) {
  (void)terminal;
  put_back();
}

// What was ignored when weir began (nohup, a shell without jobs) stays so.
static void watched(sigset_t *set) {
  sigemptyset(set);
  static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
  for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) {
    struct sigaction now;
    if (sigaction(numbers[index], NULL, &now) == 0 && now.sa_handler == SIG_IGN) continue;
    sigaddset(set, numbers[index]);
  }
}

int ccurses_signals(void) {
  sigset_t set;
  watched(&set);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
  int signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  return signals < 0 ? -errno : signals;
}

int ccurses_next_signal(int signals, int *number) {
  struct signalfd_siginfo information;
  if (read(signals, &information, sizeof information) != sizeof information) return CCURSES_NO_SIGNAL;
  *number = (int)information.ssi_signo;
  switch (*number) {
    case SIGTSTP: return CCURSES_STOP;
    case SIGCONT: return CCURSES_GO_ON;
    case SIGWINCH: return CCURSES_RESIZE;
    default: return CCURSES_END;
  }
}

static void take(int number) {
  sigset_t one, mask;
  sigemptyset(&one);
  sigaddset(&one, number);
  signal(number, SIG_DFL);
  raise(number);
  pthread_sigmask(SIG_UNBLOCK, &one, &mask);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

void ccurses_stop(void) { take(SIGTSTP); }

void ccurses_die_of(int number) {
  take(number);
  _exit(128 + number);
}

int ccurses_wait(int terminal, int for_output, int signals, int waker, int64_t nanoseconds) {
  struct pollfd set[] = {
    {.fd = terminal, .events = (short)(POLLIN | (for_output ? POLLOUT : 0))},
    {.fd = signals, .events = POLLIN},
    {.fd = waker, .events = POLLIN},
  };
  struct timespec time = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
  int ready = ppoll(set, 3, nanoseconds < 0 ? NULL : &time, NULL);
  if (ready < 0) return errno == EINTR ? 0 : -errno;
  int answer = 0;
  if (set[0].revents & POLLIN) answer |= CCURSES_INPUT;
  if (set[0].revents & POLLOUT) answer |= CCURSES_OUTPUT;
  if (set[0].revents & (POLLHUP | POLLERR | POLLNVAL)) answer |= CCURSES_GONE;
  if (set[1].revents & POLLIN) answer |= CCURSES_SIGNAL;
  if (set[2].revents & POLLIN) {
    uint64_t count;
    if (read(waker, &count, sizeof count) > 0) answer |= CCURSES_WAKE;
  }
  return answer;
}
#endif
