// A terminal in memory for tests: a program runs on it as a job of a small shell, which tells how the job and the
// terminal's modes fare.
#ifndef WEIR_PSEUDO_TERMINAL_H
#define WEIR_PSEUDO_TERMINAL_H

struct pseudo_terminal {
  int master;   // what the program draws comes out, keys go in; does not block
  int reports;  // lines: "run PID", "stop same|other", "exit CODE same|other", "kill SIGNAL same|other"
  int orders;   // a byte: 'c' lets a stopped job go on in the foreground
  int shell;    // its process
};

// Answers 0, or -errno. `same`: the terminal's modes are what they were before the job.
int pseudo_start(char *const argv[], char *const environment[], int width, int height, struct pseudo_terminal *out);
int pseudo_resize(struct pseudo_terminal *terminal, int width, int height);
// Waits for output (1), a report (2) or both, at most so long; 0 when the time is over.
int pseudo_wait(struct pseudo_terminal *terminal, int milliseconds);
long pseudo_read(int descriptor, void *bytes, unsigned long count);
long pseudo_write(int descriptor, const void *bytes, unsigned long count);
int pseudo_signal(int process, int number);
// Ends everything that runs on it.
void pseudo_end(struct pseudo_terminal *terminal);

#endif
