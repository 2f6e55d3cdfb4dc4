#define _GNU_SOURCE
#include "live.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int live_open_bell(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void live_ring(int bell) { eventfd_write(bell, 1); }

void live_silence(int bell) {
  eventfd_t count;
  eventfd_read(bell, &count);
}

static sigset_t ending_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGHUP);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

int live_open_signals(void) {
  sigset_t set = ending_signals();
  int descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (descriptor >= 0) pthread_sigmask(SIG_BLOCK, &set, NULL);
  return descriptor;
}

int live_next_signal(int signals) {
  struct signalfd_siginfo info;
  return read(signals, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

void live_close_signals(int signals) {
  sigset_t set = ending_signals();
  close(signals);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

int live_draw(uint64_t *number) {
  return getrandom(number, sizeof *number, 0) == sizeof *number ? 0 : errno;
}

int live_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int live_open_process(int32_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int live_signal_process(int descriptor, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, descriptor, signal, NULL, 0);
}

int live_enter_root(const char *path) {
  // What the other threads have for their root stays theirs.
  if (unshare(CLONE_FS) < 0 || chroot(path) < 0) return -1;
  return chdir("/");
}

// Puts a descriptor where the program looks for it; what stands in the way was moved before.
static bool place(int descriptor, int number) {
  if (descriptor == number) return fcntl(number, F_SETFD, 0) == 0;
  return dup2(descriptor, number) == number;
}

// In the child: only what may be called after a fork of a program with threads.
static void run(const struct live_launch *launch, const sigset_t *mask, int report) {
  int given[3] = {launch->input, launch->output, launch->error};
  for (int number = 0; number < 3; number++) {
    if (given[number] < 0) given[number] = open("/dev/null", O_RDWR | O_CLOEXEC);
    // Out of the way of the three that are to be made.
    if (given[number] >= 0 && given[number] < 3) {
      given[number] = fcntl(given[number], F_DUPFD_CLOEXEC, 3);
    }
    if (given[number] < 0) goto failed;
  }
  if (report < 3) report = fcntl(report, F_DUPFD_CLOEXEC, 3);
  for (int number = 0; number < 3; number++) {
    if (!place(given[number], number)) goto failed;
  }
  if (launch->new_session && setsid() < 0) goto failed;
  if (launch->new_group && !launch->new_session && setpgid(0, 0) < 0) goto failed;
  if (launch->directory && chdir(launch->directory) < 0) goto failed;
  if (!launch->inherits_descriptors) syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
  // Signals that the caller catches or ignores are nothing to the program.
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  if (launch->ignores_hang_up) signal(SIGHUP, SIG_IGN);
  sigprocmask(SIG_SETMASK, mask, NULL);
  execve(launch->path, launch->arguments, launch->environment);
failed:;
  int error = errno;
  ssize_t written = write(report, &error, sizeof error);
  (void)written;
  _exit(127);
}

int live_start(const struct live_launch *launch, int32_t *pid, int *descriptor) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) < 0) return errno;
  sigset_t all, before, none;
  sigfillset(&all);
  sigemptyset(&none);
  // No signal is handled in the child before it is another program.
  pthread_sigmask(SIG_SETMASK, &all, &before);
  struct clone_args arguments;
  memset(&arguments, 0, sizeof arguments);
  *descriptor = -1;
  arguments.flags = CLONE_PIDFD | (launch->new_namespace ? CLONE_NEWPID : 0);
  arguments.pidfd = (uint64_t)(uintptr_t)descriptor;
  arguments.exit_signal = SIGCHLD;
  long child = syscall(SYS_clone3, &arguments, sizeof arguments);
  if (child == 0) run(launch, &none, report[1]);
  int error = child < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(report[1]);
  if (error == 0) {
    ssize_t count;
    do {
      count = read(report[0], &error, sizeof error);
    } while (count < 0 && errno == EINTR);
    if (count != sizeof error) {
      error = 0;
    } else {
      waitpid((int32_t)child, NULL, 0);
      close(*descriptor);
    }
  }
  close(report[0]);
  *pid = (int32_t)child;
  return error;
}
