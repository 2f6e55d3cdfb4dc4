// What only Linux has and Swift cannot call: clone3, pidfd_open and their kin.

#ifndef C_LIVE_H
#define C_LIVE_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

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
int live_start(const struct live_launch *launch, pid_t *pid, int *descriptor);

/// A pipe whose ends no program inherits; 0, or -1 and errno.
int live_pipe(int ends[2]);

/// A descriptor that refers to a process; -1 and errno otherwise.
int live_open_process(pid_t pid);

/// Signals the process that a descriptor refers to, and never another; 0, or -1 and errno.
int live_signal_process(int descriptor, int signal);

/// Makes a folder the root of the calling thread alone, and its own folder; 0, or -1 and errno.
///
/// There is no way back: the thread has to end with what it was begun for.
int live_enter_root(const char *path);

#endif
