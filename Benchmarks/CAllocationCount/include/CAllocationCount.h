// Counts what a program allocates, for whoever links this target.

#ifndef C_ALLOCATION_COUNT_H
#define C_ALLOCATION_COUNT_H

#include <stdint.h>

/// How many times memory was asked for since the thread began, by anybody in it.
uint64_t allocation_count(void);

/// How many bytes were asked for since the thread began.
uint64_t allocation_bytes(void);

#endif
