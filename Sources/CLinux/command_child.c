#ifdef __linux__
#define _GNU_SOURCE
#include "clinux.h"
#include "command_child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int close_quietly(int fd) { return fd >= 0 ? close(fd) : 0; }

// What comes through a gate; 0 where it was closed.
enum { CLOSED = 0, GO = 1, ASKED = 2, REFUSED = 3 };

// A pair of sockets and no pipe: who writes to a child that has died is told so, and gets no SIGPIPE.
static int make_gate(int gate[2]) { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, gate); }

static int next_byte(int gate) {
  char byte = CLOSED;
  ssize_t got;
  do
    got = read(gate, &byte, 1);
  while (got < 0 && errno == EINTR);
  return got == 1 ? byte : CLOSED;
}

// 0, or -errno.
static int send_byte(int gate, char byte) {
  ssize_t written;
  do
    written = send(gate, &byte, 1, MSG_NOSIGNAL);
  while (written < 0 && errno == EINTR);
  return written < 0 ? -errno : 0;
}

enum { PLACE = 4096 };

// Where this process is: the whole of /proc/self/cgroup. Empty where it cannot be read.
static void read_place(char place[PLACE]) {
  memset(place, 0, PLACE);
  int file = open("/proc/self/cgroup", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ssize_t ignored = read(file, place, PLACE - 1);
  (void)ignored;
  close(file);
}

// weir was killed while systemd may be making the scope. Into a process that has ended the kernel moves nothing, and says
// that it did: the scope would be empty from its first moment, nobody would be told of its end, and it would stay. So the
// child lives until it is inside, or until no answer can be on its way any more.
static void wait_to_be_moved(char before[PLACE]) {
  enum { NAPS = 1200 };  // a minute: as long as weir itself waits (Scope.start)
  const struct timespec nap = {.tv_nsec = 50 * 1000 * 1000};
  char now[PLACE];
  for (int naps = 0; naps < NAPS; naps++) {
    read_place(now);
    // What could not be read (no descriptor was free) says nothing.
    if (!*before) memcpy(before, now, PLACE);
    if (*now && strcmp(now, before) != 0) return;
    nanosleep(&nap, NULL);
  }
}

// Waits for GO; ends the process where something else comes.
static void wait_at(int gate) {
  char before[PLACE];
  read_place(before);
  int byte, is_asked = 0;
  while ((byte = next_byte(gate)) == ASKED) is_asked = 1;
  if (byte == GO) return;
  if (byte == CLOSED && is_asked) wait_to_be_moved(before);
  _exit(125);
}

static void set_action(int signal_number, void (*action)(int)) {
  struct sigaction new_action = {.sa_handler = action, .sa_flags = SA_RESTART};
  sigemptyset(&new_action.sa_mask);
  sigaction(signal_number, &new_action, NULL);
}

// Who ignores SIGCHLD has no child to wait for: its exit status is lost. The command gets what the caller had.
static struct sigaction callers_child_action;
// The mask that weir was started with: threads of Dispatch block all signals.
static sigset_t callers_mask;
__attribute__((constructor)) static void remember_mask(void) { pthread_sigmask(SIG_SETMASK, NULL, &callers_mask); }

static void keep_exit_status(void) {
  struct sigaction by_default = {.sa_handler = SIG_DFL};
  sigemptyset(&by_default.sa_mask);
  sigaction(SIGCHLD, &by_default, &callers_child_action);
}

int weir_spawn_gated(char *const argv[], struct weir_child *child) {
  int gate[2], verdict[2];
  if (make_gate(gate) < 0) return -errno;
  if (pipe2(verdict, O_CLOEXEC) < 0) {
    int failed = errno;
    close(gate[0]), close(gate[1]);
    return -failed;
  }
  keep_exit_status();
  // A Ctrl-C while the scope is made ends weir, and reaches the child when its gate opens, or never.
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  pid_t process = fork();
  if (process == 0) {
    close(gate[1]), close(verdict[0]);
    wait_at(gate[0]);
    sigprocmask(SIG_SETMASK, &callers_mask, NULL);
    sigaction(SIGCHLD, &callers_child_action, NULL);
    weir_restore_file_limit();
    execvp(argv[0], argv);
    int failed = errno;
    ssize_t ignored = write(verdict[1], &failed, sizeof failed);
    (void)ignored;
    _exit(failed == ENOENT || failed == ENOTDIR ? 127 : 126);
  }
  int failed = errno;
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  close(gate[0]), close(verdict[1]);
  if (process < 0) {
    close(gate[1]), close(verdict[0]);
    return -failed;
  }
  *child = (struct weir_child){.process = process, .gate = gate[1], .verdict = verdict[0]};
  return 0;
}

int weir_open_gate(struct weir_child *child) {
  int failed = send_byte(child->gate, GO);
  close_quietly(child->gate);
  child->gate = -1;
  int answer = 0;
  ssize_t got;
  do
    got = read(child->verdict, &answer, sizeof answer);
  while (got < 0 && errno == EINTR);
  close_quietly(child->verdict);
  child->verdict = -1;
  // It died at the gate: somebody killed it.
  if (failed) return failed;
  return got == sizeof answer ? answer : 0;
}

void weir_announce(int gate) { send_byte(gate, ASKED); }

void weir_refuse_gate(struct weir_child *child) {
  if (child->gate >= 0) send_byte(child->gate, REFUSED);
  close_quietly(child->gate);
  close_quietly(child->verdict);
  child->gate = child->verdict = -1;
  int status;
  while (waitpid(child->process, &status, 0) < 0 && errno == EINTR) continue;
}

int weir_spawn_keeper(struct weir_child *keeper) {
  int gate[2];
  if (make_gate(gate) < 0) return -errno;
  pid_t process = fork();
  if (process == 0) {
    close(gate[1]);
    set_action(SIGTERM, SIG_IGN);
    set_action(SIGINT, SIG_IGN);
    set_action(SIGQUIT, SIG_IGN);
    set_action(SIGHUP, SIG_IGN);
    // Where it may (root), the keeper is no victim of the OOM killer: the command is.
    int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score >= 0) {
      ssize_t ignored = write(score, "-1000", 5);
      (void)ignored;
      close(score);
    }
    (void)next_byte(gate[0]);
    _exit(0);
  }
  int failed = errno;
  close(gate[0]);
  if (process < 0) {
    close(gate[1]);
    return -failed;
  }
  *keeper = (struct weir_child){.process = process, .gate = gate[1], .verdict = -1};
  return 0;
}

static volatile sig_atomic_t passed_to;

static void pass_on(int signal_number, siginfo_t *info, void *context) {
  (void)context;
  int saved = errno;
  // What a terminal sends (SI_KERNEL) it sends to the whole group: the child has it already.
  int is_terminals = (signal_number == SIGINT || signal_number == SIGQUIT) && info->si_code == SI_KERNEL;
  if (passed_to > 0 && !is_terminals) kill(passed_to, signal_number);
  errno = saved;
}

// The first two are a terminal's.
static const int passed_on[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2};
enum { TERMINALS = 2, PASSED_ON = sizeof passed_on / sizeof *passed_on };
static struct sigaction callers_actions[PASSED_ON];

void weir_pass_signals(int process) {
  passed_to = process;
  struct sigaction action = {.sa_sigaction = pass_on, .sa_flags = SA_RESTART | SA_SIGINFO};
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < PASSED_ON; index++) sigaction(passed_on[index], &action, &callers_actions[index]);
}

int weir_wait(int process) {
  siginfo_t info;
  while (waitid(P_PID, (id_t)process, &info, WEXITED | WNOWAIT) < 0)
    if (errno != EINTR) return -errno;
  // Not reaped yet, so that the number is still its own. From now on it may be another's; and weir ends by a signal as its
  // caller wants it, but not by the Ctrl-C that ended its command.
  if (passed_to == process) {
    passed_to = 0;
    for (int index = TERMINALS; index < PASSED_ON; index++) sigaction(passed_on[index], &callers_actions[index], NULL);
  }
  int status;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) return -errno;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int weir_send_signal(int process, int signal_number) { return kill(process, signal_number) < 0 ? -errno : 0; }
#endif
