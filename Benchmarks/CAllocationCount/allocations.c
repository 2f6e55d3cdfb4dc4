// The functions that hand out memory, defined once more: an executable's own definitions come
// before those of the C library, for the Swift runtime and the C library itself as well. Each
// counts and then does what glibc does. Nothing is kept about single blocks, so `free` is glibc's.

#include "CAllocationCount.h"

#include <errno.h>
#include <stddef.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

// One counter a thread: a common one would have the threads wait for each other at every block.
static __thread uint64_t allocations;
static __thread uint64_t bytes;

static void note(size_t size) {
  allocations += 1;
  bytes += size;
}

uint64_t allocation_count(void) { return allocations; }

uint64_t allocation_bytes(void) { return bytes; }

void *malloc(size_t size) {
  note(size);
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  note(count * size);
  return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
  note(size);
  return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  note(size);
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  note(size);
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  note(size);
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) {
    return EINVAL;
  }
  void *found = __libc_memalign(alignment, size);
  if (found == NULL) return ENOMEM;
  *block = found;
  return 0;
}
