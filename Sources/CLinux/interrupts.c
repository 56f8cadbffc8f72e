#ifdef __linux__
#define _GNU_SOURCE
#include "clinux.h"

#include <signal.h>

static volatile sig_atomic_t noted;
static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
enum { ENDS = sizeof ends / sizeof *ends };
static struct sigaction before[ENDS];

static void note(int signal_number) { noted = signal_number; }

void weir_note_interrupts(void) {
  noted = 0;
  // A second one ends as ever: the first may wait for a bus, and somebody at polkit's question.
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART | (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < ENDS; index++) {
    sigaction(ends[index], NULL, &before[index]);
    // Under nohup it stays so.
    if (before[index].sa_handler != SIG_IGN) sigaction(ends[index], &action, NULL);
  }
}

int weir_noted_interrupt(void) { return noted; }

void weir_heed_interrupts(void) {
  for (int index = 0; index < ENDS; index++) sigaction(ends[index], &before[index], NULL);
  // A shell's loop ends only where its command ended by the signal.
  if (noted) raise((int)noted);
}
#endif
