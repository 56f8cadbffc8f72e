#define _GNU_SOURCE
#include "pseudo_terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static const char *modes(const struct termios *before) {
  struct termios now;
  if (tcgetattr(0, &now) < 0) return "gone";
  int same = now.c_iflag == before->c_iflag && now.c_oflag == before->c_oflag && now.c_cflag == before->c_cflag &&
             now.c_lflag == before->c_lflag && memcmp(now.c_cc, before->c_cc, sizeof now.c_cc) == 0;
  return same ? "same" : "other";
}

// Runs the job and reports; never returns.
static void shell(char *const argv[], char *const environment[], int reports, int orders) {
  signal(SIGTTOU, SIG_IGN);
  struct termios before;
  tcgetattr(0, &before);
  pid_t job = fork();
  if (job == 0) {
    setpgid(0, 0);
    tcsetpgrp(0, getpid());
    signal(SIGTTOU, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(argv[0], argv, environment);
    _exit(127);
  }
  setpgid(job, job);
  dprintf(reports, "run %d\n", (int)job);
  for (;;) {
    int status;
    if (waitpid(job, &status, WUNTRACED) < 0) _exit(1);
    tcsetpgrp(0, getpid());
    if (WIFEXITED(status)) {
      dprintf(reports, "exit %d %s\n", WEXITSTATUS(status), modes(&before));
      break;
    }
    if (WIFSIGNALED(status)) {
      dprintf(reports, "kill %d %s\n", WTERMSIG(status), modes(&before));
      break;
    }
    dprintf(reports, "stop %s\n", modes(&before));
    char order;
    if (read(orders, &order, 1) != 1) _exit(1);
    tcsetpgrp(0, job);
    kill(-job, SIGCONT);
  }
  // The terminal stays until the test has read it.
  char order;
  while (read(orders, &order, 1) == 1) {
  }
  _exit(0);
}

int pseudo_start(char *const argv[], char *const environment[], int width, int height, struct pseudo_terminal *out) {
  int reports[2], orders[2];
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0) return -errno;
  char name[128];
  if (ptsname_r(master, name, sizeof name) != 0) return -errno;
  struct winsize size = {.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};
  ioctl(master, TIOCSWINSZ, &size);
  if (pipe2(reports, O_CLOEXEC) < 0 || pipe2(orders, O_CLOEXEC) < 0) return -errno;
  pid_t process = fork();
  if (process < 0) return -errno;
  if (process == 0) {
    setsid();
    int slave = open(name, O_RDWR);
    ioctl(slave, TIOCSCTTY, 0);
    for (int descriptor = 0; descriptor < 3; descriptor++) dup2(slave, descriptor);
    if (slave > 2) close(slave);
    close(orders[1]);
    shell(argv, environment, reports[1], orders[0]);
  }
  close(reports[1]);
  close(orders[0]);
  *out = (struct pseudo_terminal){master, reports[0], orders[1], process};
  return 0;
}

int pseudo_resize(struct pseudo_terminal *terminal, int width, int height) {
  struct winsize size = {.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};
  return ioctl(terminal->master, TIOCSWINSZ, &size) < 0 ? -errno : 0;
}

int pseudo_wait(struct pseudo_terminal *terminal, int milliseconds) {
  struct pollfd set[] = {{.fd = terminal->master, .events = POLLIN}, {.fd = terminal->reports, .events = POLLIN}};
  if (poll(set, 2, milliseconds) <= 0) return 0;
  return (set[0].revents ? 1 : 0) | (set[1].revents ? 2 : 0);
}

long pseudo_read(int descriptor, void *bytes, unsigned long count) {
  ssize_t got = read(descriptor, bytes, count);
  return got < 0 ? -errno : got;
}

long pseudo_write(int descriptor, const void *bytes, unsigned long count) {
  ssize_t sent = write(descriptor, bytes, count);
  return sent < 0 ? -errno : sent;
}

int pseudo_signal(int process, int number) { return kill(process, number) < 0 ? -errno : 0; }

void pseudo_end(struct pseudo_terminal *terminal) {
  close(terminal->orders);
  close(terminal->master);
  close(terminal->reports);
  kill(terminal->shell, SIGKILL);
  waitpid(terminal->shell, NULL, 0);
}
