// Where systemd does not run, nobody takes away the group of a weir that was killed: a process of its own waits for that.
#ifndef WEIR_GROUP_SWEEPER_H
#define WEIR_GROUP_SWEEPER_H
#ifdef __linux__

struct weir_sweeper {
  int process;
  int line;  // closed without a byte, also by weir's death, the sweeper begins
};

// Forks a process that, from this one's end on, waits until the group and all below it are empty, and removes them.
// Called before the group is made, so that there is no moment in which it could stay behind.
// Answers 0; -EEXIST where a group of that path is there already (then there is no sweeper); -errno.
int weir_spawn_sweeper(const char *group, struct weir_sweeper *sweeper);
// Ends it with nothing done.
void weir_dismiss_sweeper(struct weir_sweeper *sweeper);
// Lets it begin now.
void weir_leave_to_sweeper(struct weir_sweeper *sweeper);

#endif
#endif
