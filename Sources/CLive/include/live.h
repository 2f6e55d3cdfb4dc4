// What only Linux has and Swift cannot call: clone3, pidfd_open and their kin.

#ifndef C_LIVE_H
#define C_LIVE_H

#include <stdbool.h>
#include <stdint.h>

/// How a program is started.
struct live_launch {
  /// The file that is run; searched for nowhere.
  const char *path;
  /// Its arguments, the first one its name, and its environment; a null pointer ends each.
  char *const *arguments;
  char *const *environment;
  /// Where it begins; null for where the caller is.
  const char *directory;
  /// Its standard input, output and error; a negative number for /dev/null.
  int input;
  int output;
  int error;
  /// Whether it leads a session of its own, a process group of its own, a pid namespace of its own.
  bool new_session;
  bool new_group;
  bool new_namespace;
  /// Whether it ignores a hang-up.
  bool ignores_hang_up;
  /// Whether it has those of the caller's descriptors that are not closed on exec.
  bool inherits_descriptors;
};

/// Starts a program; 0, or the number of the error that starting it met.
///
/// The descriptor refers to the process for as long as it is open, whoever gets its number later.
int live_start(const struct live_launch *launch, int32_t *pid, int *descriptor);

/// A descriptor that can be read from once it was woken; -1 and errno otherwise.
int live_open_bell(void);

/// Wakes whoever waits at it; any number of threads may.
void live_ring(int bell);

/// Makes it wait again.
void live_silence(int bell);

/// Keeps the signals that ask a program to end from ending this one, and returns a descriptor that
/// can be read from when one has come; -1 and errno otherwise.
///
/// Threads that are started afterwards keep them off as well.
int live_open_signals(void);

/// The next signal that has come; 0 when there is none.
int live_next_signal(int signals);

/// Closes the descriptor; the signals do again what they did before.
void live_close_signals(int signals);

/// Draws 64 random bits; 0, or the number of the error.
int live_draw(uint64_t *number);

/// A pipe whose ends no program inherits; 0, or -1 and errno.
int live_pipe(int ends[2]);

/// A descriptor that refers to a process; -1 and errno otherwise.
int live_open_process(int32_t pid);

/// Signals the process that a descriptor refers to, and never another; 0, or -1 and errno.
int live_signal_process(int descriptor, int signal);

/// Makes a folder the root of the calling thread alone, and its own folder; 0, or -1 and errno.
///
/// There is no way back: the thread has to end with what it was begun for.
int live_enter_root(const char *path);

#endif
