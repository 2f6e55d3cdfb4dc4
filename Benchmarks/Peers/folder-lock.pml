/*
 * The lock that is a folder with a pid file: what Tests/SearchSupport/FolderLock.swift is in Swift.
 *
 * NP wrappers go through ROUNDS rounds each; at most one crashes, while it has the folder. Each
 * statement is one step there. With -DFLAWED the folder is removed whoever has it by then; without,
 * only if it is the one that was looked at. Every branch is guarded by a d_step where it changes
 * something, so that no state stands between a question and its answer; a goto is no step. No
 * process ends, because a process that has ended is gone from Spin's states in its turn.
 *
 * spin -a -DNP=4 -DROUNDS=4 folder-lock.pml && gcc -O2 -DSAFETY -o pan pan.c && ./pan -m100000 -w24
 */

#ifndef NP
#define NP 4
#endif
#ifndef ROUNDS
#define ROUNDS 4
#endif

bool dir;       /* whether the folder is there */
byte owner;     /* the pid in its file, from 1; 0 for none */
byte epoch;     /* how often the folder of a dead one was removed */
byte inside;
bool crashed;
bool dead[NP];

active [NP] proctype wrapper() {
  byte round, seen, age;

make:
  if
  :: d_step { !dir -> dir = true }; goto made
  :: d_step { dir -> skip }; goto look
  fi;
look:
  if
  :: d_step { seen = owner; age = (owner -> epoch : 0) }
  fi;
  if
  :: seen == 0 -> goto make
  :: seen != 0 -> goto probe
  fi;
probe:
  if
  :: d_step { dead[seen - 1] -> seen = 0 }; goto remove
  :: d_step { !dead[seen - 1] -> seen = 0; age = 0 }; goto make
  fi;
remove:
#ifdef FLAWED
  if
  :: d_step { dir = false; owner = 0; age = 0 }
  fi;
  goto make;
#else
  if
  :: d_step {
       if
       :: epoch == age -> dir = false; owner = 0; epoch++
       :: else -> skip
       fi;
       age = 0
     }
  fi;
  goto make;
#endif
made:
  if
  :: owner = _pid + 1
  :: d_step { !crashed -> crashed = true; dead[_pid] = true }; goto end
  fi;
  if
  :: d_step { inside++; assert(inside == 1) }
  :: d_step { !crashed -> crashed = true; dead[_pid] = true }; goto end
  fi;
  if
  :: d_step { inside--; owner = 0; dir = false }
  :: d_step { !crashed -> crashed = true; dead[_pid] = true; inside-- }; goto end
  fi;
  if
  :: d_step { round < ROUNDS - 1 -> round++ }; goto make
  :: d_step { round == ROUNDS - 1 -> round++ }; goto end
  fi;
end:
  false
}
