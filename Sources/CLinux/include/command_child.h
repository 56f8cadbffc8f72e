// A command that starts inside its scope: fork, wait and exec as one C function, since between fork and exec no Swift may
// run in a process with threads.
#ifndef WEIR_COMMAND_CHILD_H
#define WEIR_COMMAND_CHILD_H
#ifdef __linux__

struct weir_child {
  int process;
  int gate;     // the child waits until a byte comes through here; closed without one it ends with 125
  int verdict;  // errno of a failed exec comes back here; nothing where exec went well
};

// Forks a child that waits at its gate and then becomes argv (execvp). Answers 0, or -errno.
int weir_spawn_gated(char *const argv[], struct weir_child *child);
// Tells the child that systemd is being asked for a scope around it: should weir be killed from now on, the child ends only
// when it has been moved, or a minute later.
void weir_announce(int gate);
// Lets the child go. Answers 0 where it became the command, the errno of its exec, or -errno: -EPIPE where it died at its
// gate.
int weir_open_gate(struct weir_child *child);
// Ends a child that was never let go.
void weir_refuse_gate(struct weir_child *child);
// Forks a process that only keeps a group populated, until `weir_refuse_gate`. Deaf to SIGTERM, SIGINT and SIGHUP.
int weir_spawn_keeper(struct weir_child *keeper);
// From now on SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1 and SIGUSR2 are passed on to the child, but for a terminal's Ctrl-C
// and Ctrl-\, which it gets itself. What somebody sends to the whole process group reaches it twice: nothing tells that from
// what is sent to this process alone.
void weir_pass_signals(int process);
// Waits for the end, after which nothing is passed on. Answers the exit status, or 128 + the signal; -errno.
int weir_wait(int process);
int weir_send_signal(int process, int signal);

#endif
#endif
