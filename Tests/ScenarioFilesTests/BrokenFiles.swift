/// Files that are wrong, and exactly what is said of them.
enum BrokenFiles {
  /// A file with what is wrong with it and what is to be said.
  struct Case: Sendable {
    var what: String
    var file: String
    var text: String
  }

  static let all: [Case] = [
    Case(
      what: "an empty file",
      file: "",
      text: """
        f:1:1: error: there is no document in this file

        ^

        """),
    Case(
      what: "no YAML",
      file: """
        scenario: [a

        """,
      text: """
        f:2:1: error: expected ',' or ']' in a list in brackets; see the one that begins at line 1, column 11

        ^

        """),
    Case(
      what: "a key twice",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        expect: []

        """,
      text: """
        f:4:1: error: the key 'expect' stands twice in one mapping; it stands first at line 3, column 1
        expect: []
        ^

        """),
    Case(
      what: "a tab",
      file: """
        scenario: s
        actors:
        	ada: { spawn: a }

        """,
      text: """
        f:3:1: error: a tab indents this line; indent with spaces
        	ada: { spawn: a }
        ^

        """),
    Case(
      what: "an unknown key",
      file: """
        scenari: s
        actors: { ada: { spawn: a } }
        expect: []

        """,
      text: """
        f:1:1: error: unknown key 'scenari' in 'scenario'
        scenari: s
        ^
        hint: did you mean 'scenario'?

        """),
    Case(
      what: "a key that is far from all",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        zzzzzzz: 1

        """,
      text: """
        f:4:1: error: unknown key 'zzzzzzz' in 'scenario'
        zzzzzzz: 1
        ^
        hint: it can be 'scenario', 'covers', 'seeds', 'lasts', 'calm', 'live', 'stage' or one of 5 more

        """),
    Case(
      what: "missing keys",
      file: """
        scenario: s

        """,
      text: """
        f:1:1: error: the key 'actors' is missing in this scenario
        scenario: s
        ^
        hint: Who takes part, by names that you choose
        f:1:1: error: the key 'expect' is missing in this scenario
        scenario: s
        ^
        hint: What must hold

        """),
    Case(
      what: "a list for a mapping",
      file: """
        scenario: s
        actors: [ada]
        expect: []

        """,
      text: """
        f:2:9: error: expected a mapping of names, found a list
        actors: [ada]
                ^

        """),
    Case(
      what: "no title",
      file: """
        scenario:
        actors: { ada: { spawn: a } }
        expect: []

        """,
      text: """
        f:1:10: error: expected a text that is not empty, found nothing
        scenario:
                 ^

        """),
    Case(
      what: "a name with capitals",
      file: """
        scenario: s
        actors: { Ada: { spawn: a } }
        expect: []

        """,
      text: """
        f:2:11: error: expected a name, found 'Ada'; a name has small letters, digits and dashes, and begins with a letter
        actors: { Ada: { spawn: a } }
                  ^

        """),
    Case(
      what: "no actors",
      file: """
        scenario: s
        actors: {}
        expect: []

        """,
      text: """
        f:2:9: error: expected at least 1 entry, found none
        actors: {}
                ^

        """),
    Case(
      what: "a duration without unit",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        lasts: 5

        """,
      text: """
        f:4:8: error: expected a duration such as 500ms, 5s or 2m, found '5', which has no unit
        lasts: 5
               ^
        hint: the units are ns, us, ms, s, m, h

        """),
    Case(
      what: "a duration with a fraction",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        lasts: 1.5s

        """,
      text: """
        f:4:8: error: expected a duration such as 500ms, 5s or 2m, found '1.5s', which has a fraction
        lasts: 1.5s
               ^
        hint: use a smaller unit: 1500ms for 1.5s

        """),
    Case(
      what: "a long duration",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        lasts: 20000h

        """,
      text: """
        f:4:8: error: 20000h is longer than anything in a scenario can be
        lasts: 20000h
               ^
        hint: the longest is 10000h

        """),
    Case(
      what: "a range that runs back",
      file: """
        scenario: s
        actors:
          ada: { spawn: a, at: 9s..1s }
        expect: [converges]

        """,
      text: """
        f:3:24: error: expected a duration such as 5s, or a range such as 40s..60s, found '9s..1s'
          ada: { spawn: a, at: 9s..1s }
                               ^
        hint: a range begins with its shorter end

        """),
    Case(
      what: "a seed range that runs back",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        seeds: 9..1

        """,
      text: """
        f:4:8: error: expected a seed such as 7, or a range such as 1..200, found '9..1'
        seeds: 9..1
               ^
        hint: a range begins with its smaller end

        """),
    Case(
      what: "a seed in quotes",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        seeds: '7'

        """,
      text: """
        f:4:8: error: expected a seed such as 7, or a range such as 1..200, found '7' in quotes, which is a text
        seeds: '7'
               ^
        hint: leave the quotes out

        """),
    Case(
      what: "two kinds",
      file: """
        scenario: s
        actors:
          ada: { spawn: a, kill: a }
        expect: [converges]

        """,
      text: """
        f:3:20: error: 'kill' cannot stand beside 'spawn': one actor has exactly one of its kinds
          ada: { spawn: a, kill: a }
                           ^

        """),
    Case(
      what: "no kind",
      file: """
        scenario: s
        actors:
          ada: { at: 1s }
        expect: [converges]

        """,
      text: """
        f:3:8: error: expected one of 'spawn', 'restore', 'kill', 'cleanup', 'recover', 'send', 'get' or one of 9 more in this actor
          ada: { at: 1s }
               ^

        """),
    Case(
      what: "a misspelled kind",
      file: """
        scenario: s
        actors:
          ada: { spwan: a }
        expect: [converges]

        """,
      text: """
        f:3:10: error: unknown key 'spwan' in 'actor'
          ada: { spwan: a }
                 ^
        hint: did you mean 'spawn'?

        """),
    Case(
      what: "a system that is none",
      file: """
        scenario: s
        actors:
          ada: { spawn: a, by: genie-rc22 }
        expect: [converges]

        """,
      text: """
        f:3:24: error: expected a system, which is 'rehearsal', 'genie-v1', 'genie-rc19', 'genie-rc20', 'genie-rc21', 'genie-rc23', 'genie-rc29' or one of 8 more; found 'genie-rc22'
          ada: { spawn: a, by: genie-rc22 }
                               ^
        hint: did you mean 'genie-rc20'?

        """),
    Case(
      what: "a system of another kind",
      file: """
        scenario: s
        actors:
          ada: { spawn: a, by: careless-lock }
        expect: [converges]

        """,
      text: """
        f:3:24: error: ada is a command, which careless-lock is not
          ada: { spawn: a, by: careless-lock }
                               ^
        hint: it can be rehearsal, genie-v1, genie-rc19, genie-rc20, genie-rc21, genie-rc23, genie-rc29, claude-squad, naive-reaper

        """),
    Case(
      what: "a setting that is none",
      file: """
        scenario: s
        actors:
          ada: { spawn: a, policy: { tries-mex: 3 } }
        expect: [converges]

        """,
      text: """
        f:3:30: error: ada has no setting 'tries-mex'
          ada: { spawn: a, policy: { tries-mex: 3 } }
                                     ^
        hint: did you mean 'tries-max'?

        """),
    Case(
      what: "a setting of another type",
      file: """
        scenario: s
        actors:
          ada: { spawn: a, policy: { tries-max: 3s } }
        expect: [converges]

        """,
      text: """
        f:3:41: error: the setting 'tries-max' wants a number
          ada: { spawn: a, policy: { tries-max: 3s } }
                                                ^

        """),
    Case(
      what: "a range for a setting",
      file: """
        scenario: s
        actors:
          ada: { spawn: a, policy: { tmux-limit: 1s..9s } }
        expect: [converges]

        """,
      text: """
        f:3:42: error: expected a number, or a duration such as 5s, found '1s..9s'
          ada: { spawn: a, policy: { tmux-limit: 1s..9s } }
                                                 ^
        hint: the units are ns, us, ms, s, m, h

        """),
    Case(
      what: "a safeguard that is none",
      file: """
        scenario: s
        actors:
          ada: { spawn: a, without: [rolback] }
        expect: [converges]

        """,
      text: """
        f:3:20: error: ada has no safeguard 'rolback'
          ada: { spawn: a, without: [rolback] }
                           ^
        hint: did you mean 'rollback'?

        """),
    Case(
      what: "what says nothing to a twin",
      file: """
        scenario: s
        actors:
          ada: { spawn: a, by: genie-v1, without: [rollback] }
        expect: [converges]

        """,
      text: """
        f:3:34: error: 'without' says nothing to genie-v1
          ada: { spawn: a, by: genie-v1, without: [rollback] }
                                         ^

        """),
    Case(
      what: "the name of all",
      file: """
        scenario: s
        actors:
          every: { spawn: a }
        expect: [converges]

        """,
      text: """
        f:3:3: error: 'every' stands for all actors, and is no name of one
          every: { spawn: a }
          ^

        """),
    Case(
      what: "two of one name",
      file: """
        scenario: s
        actors:
          ada: { spawn: a, count: 2 }
          ada-1: { spawn: b }
        expect: [converges]

        """,
      text: """
        f:4:3: error: there are two actors called 'ada-1'
          ada-1: { spawn: b }
          ^

        """),
    Case(
      what: "no trigger",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        timeline:
          - { crash: ada }

        """,
      text: """
        f:5:5: error: this happening says not when it happens
          - { crash: ada }
            ^
        hint: give one of 'at', 'after', 'between' and 'when'

        """),
    Case(
      what: "two triggers",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        timeline:
          - { at: 1s, when: { is-gone: ada }, crash: ada }

        """,
      text: """
        f:5:5: error: this happening says more than once when it happens
          - { at: 1s, when: { is-gone: ada }, crash: ada }
            ^
        hint: give one of 'at', 'after', 'between' and 'when'

        """),
    Case(
      what: "no interval",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        timeline:
          - { at: 1s, times: 3, crash: ada }

        """,
      text: """
        f:5:5: error: this happens 3 times, all in one instant
          - { at: 1s, times: 3, crash: ada }
            ^
        hint: say with 'every' how far they are apart

        """),
    Case(
      what: "an actor that is none",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        timeline:
          - { at: 1s, crash: adda }

        """,
      text: """
        f:5:22: error: no actor is called 'adda'
          - { at: 1s, crash: adda }
                             ^
        hint: did you mean 'ada'?

        """),
    Case(
      what: "a run that is none",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        timeline:
          - { when: { has-agent: fix-2 }, kill-server: }

        """,
      text: """
        f:5:26: error: nobody asks for a run called 'fix-2'
          - { when: { has-agent: fix-2 }, kill-server: }
                                 ^
        hint: did you mean 'fix-1'?

        """),
    Case(
      what: "a value where none can be",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        timeline:
          - { at: 1s, kill-server: now }

        """,
      text: """
        f:5:28: error: 'kill-server' takes no value, found 'now'
          - { at: 1s, kill-server: now }
                                   ^
        hint: leave it empty

        """),
    Case(
      what: "a call that is none",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        timeline:
          - { after: { call: new-sesion }, kill-server: }

        """,
      text: """
        f:5:22: error: expected a kind of call, which is 'any', 'tmux', 'files', 'git', 'store', 'processes', 'forge' or one of 97 more; found 'new-sesion'
          - { after: { call: new-sesion }, kill-server: }
                             ^
        hint: did you mean 'new-session'?

        """),
    Case(
      what: "a failure that cannot be",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        timeline:
          - { at: 1s, calls: { call: send, how: { fail: full } } }

        """,
      text: """
        f:5:36: error: none of these calls can fail as 'full'
          - { at: 1s, calls: { call: send, how: { fail: full } } }
                                           ^

        """),
    Case(
      what: "a slow request without time",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        timeline:
          - { at: 1s, forge-request: { call: GET task, is: slow } }

        """,
      text: """
        f:5:30: error: this request is slow, and it is not said by how much
          - { at: 1s, forge-request: { call: GET task, is: slow } }
                                     ^
        hint: give 'by'

        """),
    Case(
      what: "a step without sign",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        timeline:
          - { at: 1s, step-clock: 5m }

        """,
      text: """
        f:5:27: error: expected a step such as +40m or -1h, found '5m'
          - { at: 1s, step-clock: 5m }
                                  ^
        hint: the units are ms, s, m, h

        """),
    Case(
      what: "a property that is none",
      file: """
        scenario: s
        actors: { ada: { spawn: a } }
        expect: [one-session-per-ran]

        """,
      text: """
        f:3:10: error: unknown expectation 'one-session-per-ran'
        expect: [one-session-per-ran]
                 ^
        hint: did you mean 'one-session-per-run'?

        """),
    Case(
      what: "a number in words",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [count: { of: records, is: one }]

        """,
      text: """
        f:3:36: error: expected a whole number from 0 to 1000000, found 'one'
        expect: [count: { of: records, is: one }]
                                           ^

        """),
    Case(
      what: "what is not counted one by one",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [count: { of: worktrees, which: fix-1, is: 1 }]

        """,
      text: """
        f:3:41: error: worktrees are counted all together
        expect: [count: { of: worktrees, which: fix-1, is: 1 }]
                                                ^
        hint: leave 'which' out

        """),
    Case(
      what: "a red without change",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        red:
          - { violates: one-session-per-run }

        """,
      text: """
        f:5:5: error: this red changes nothing
          - { violates: one-session-per-run }
            ^
        hint: say what is flawed: 'with' or 'without'

        """),
    Case(
      what: "a red that violates another",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        red:
          - { without: [rollback], violates: converges }

        """,
      text: """
        f:5:38: error: 'converges' is not among what is expected
          - { without: [rollback], violates: converges }
                                             ^
        hint: a red violates something that stands under 'expect'

        """),
    Case(
      what: "a red of nobody",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        expect: [one-session-per-run]
        red:
          - { with: { bob: genie-v1 }, violates: one-session-per-run }

        """,
      text: """
        f:5:15: error: no actor is called 'bob'
          - { with: { bob: genie-v1 }, violates: one-session-per-run }
                      ^
        hint: known are ada, ben, watch

        """),
    Case(
      what: "an order of nobody",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        schedule: { order: [{ of: ada, call: put }, { of: bne, call: put }] }
        expect: [one-session-per-run]

        """,
      text: """
        f:3:51: error: no actor is called 'bne'
        schedule: { order: [{ of: ada, call: put }, { of: bne, call: put }] }
                                                          ^
        hint: did you mean 'ben'?

        """),
    Case(
      what: "a call twice in an order",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        schedule:
          order:
            - { of: ada, call: put }
            - { of: ben, call: put }
            - { of: ada, call: put }
        expect: [one-session-per-run]

        """,
      text: """
        f:7:7: error: this call has its place in the order already
            - { of: ada, call: put }
              ^
        hint: 'nth' tells it from the first

        """),
    Case(
      what: "a kind of call that nobody knows in an order",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        schedule: { order: [{ of: ada, call: mkdr }, { of: ada, call: draw }] }
        expect: [one-session-per-run]

        """,
      text: """
        f:3:38: error: expected a kind of call, which is 'spawn', 'kill 0', 'stat', 'identify', 'kill', 'kill group', 'pidfd kill' or one of 89 more; found 'mkdr'
        schedule: { order: [{ of: ada, call: mkdr }, { of: ada, call: draw }] }
                                             ^
        hint: did you mean 'mkdir'?
        f:3:63: error: expected a kind of call, which is 'spawn', 'kill 0', 'stat', 'identify', 'kill', 'kill group', 'pidfd kill' or one of 89 more; found 'draw'
        schedule: { order: [{ of: ada, call: mkdr }, { of: ada, call: draw }] }
                                                                      ^

        """),
    Case(
      what: "an order of nothing",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        schedule: { order: [] }
        expect: [one-session-per-run]

        """,
      text: """
        f:3:20: error: expected at least 1 item, found none
        schedule: { order: [] }
                           ^

        """),
    Case(
      what: "a schedule of no kind",
      file: """
        scenario: s
        actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s }, watch: { supervisor: } }
        schedule: randomly
        expect: [one-session-per-run]

        """,
      text: """
        f:3:11: error: unknown schedule 'randomly'
        schedule: randomly
                  ^
        hint: did you mean 'random'?

        """),
    Case(
      what: "several at once",
      file: """
        scenario: s
        seeds: x
        actors: { ada: { spwan: a, at: 5 }, Ben: supervisor }
        expect: [converge]
        lasts: 0

        """,
      text: """
        f:2:8: error: expected a seed such as 7, or a range such as 1..200, found 'x'
        seeds: x
               ^
        f:3:18: error: unknown key 'spwan' in 'actor'
        actors: { ada: { spwan: a, at: 5 }, Ben: supervisor }
                         ^
        hint: did you mean 'spawn'?
        f:3:32: error: expected a duration such as 5s, or a range such as 40s..60s, found '5'
        actors: { ada: { spwan: a, at: 5 }, Ben: supervisor }
                                       ^
        hint: the units are ns, us, ms, s, m, h
        f:3:37: error: expected a name, found 'Ben'; a name has small letters, digits and dashes, and begins with a letter
        actors: { ada: { spwan: a, at: 5 }, Ben: supervisor }
                                            ^
        f:3:42: error: expected an actor, found 'supervisor'
        actors: { ada: { spwan: a, at: 5 }, Ben: supervisor }
                                                 ^
        f:4:10: error: unknown expectation 'converge'
        expect: [converge]
                 ^
        hint: did you mean 'converges'?
        f:5:8: error: expected a duration such as 500ms, 5s or 2m, found '0', which has no unit
        lasts: 0
               ^
        hint: write 0s

        """),
  ]
}
