// Counts the heap allocations of the calling thread: malloc and its relatives are replaced in the program that links
// this, and handed on to glibc's own. Other threads (tests beside this one) are not counted.
#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

// Starts at 0.
void allocation_count_begin(void);
// Ends the counting; answers how many blocks were asked for. -1 where the C library is not glibc and nothing counts.
long allocation_count_end(void);

#endif
