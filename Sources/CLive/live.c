#define _GNU_SOURCE
#include "live.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
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

// What a child and whoever starts it have in common.
struct birth {
  const struct live_launch *launch;
  // What met the child; it writes into the memory of the other, who waits meanwhile.
  volatile int error;
};

// In the child, which has the memory of the other until it is another program: only system calls.
static int run(void *argument) {
  struct birth *birth = argument;
  const struct live_launch *launch = birth->launch;
  int given[3] = {launch->input, launch->output, launch->error};
  for (int number = 0; number < 3; number++) {
    if (given[number] < 0) given[number] = open("/dev/null", O_RDWR | O_CLOEXEC);
    // Out of the way of the three that are to be made.
    if (given[number] >= 0 && given[number] < 3) {
      given[number] = fcntl(given[number], F_DUPFD_CLOEXEC, 3);
    }
    if (given[number] < 0) goto failed;
  }
  for (int number = 0; number < 3; number++) {
    if (!place(given[number], number)) goto failed;
  }
  if (launch->new_session && setsid() < 0) goto failed;
  if (launch->new_group && !launch->new_session && setpgid(0, 0) < 0) goto failed;
  if (launch->directory && chdir(launch->directory) < 0) goto failed;
  if (!launch->inherits_descriptors) syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
  // Signals that the caller catches or ignores are nothing to the program.
  struct sigaction action;
  memset(&action, 0, sizeof action);
  for (int number = 1; number < 32; number++) {
    action.sa_handler = number == SIGHUP && launch->ignores_hang_up ? SIG_IGN : SIG_DFL;
    sigaction(number, &action, NULL);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(launch->path, launch->arguments, launch->environment);
failed:
  birth->error = errno;
  _exit(127);
}

// The memory is not copied, which for a program of some megabytes takes longer than all the rest: as
// with vfork, whoever starts the child waits until it is another program.
int live_start(const struct live_launch *launch, int32_t *pid, int *descriptor) {
  const size_t size = 128 * 1024;
  char *stack = mmap(
      NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (stack == MAP_FAILED) return errno;
  struct birth birth = {launch, 0};
  sigset_t all, before;
  sigfillset(&all);
  *descriptor = -1;
  // No signal is handled in the child before it is another program.
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int flags = CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD;
  if (launch->new_namespace) flags |= CLONE_NEWPID;
  int child = clone(run, stack + size, flags, &birth, descriptor);
  int error = child < 0 ? errno : birth.error;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  munmap(stack, size);
  if (child >= 0 && error != 0) {
    waitpid(child, NULL, 0);
    close(*descriptor);
  }
  *pid = child;
  return error;
}
