import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Supervision
import Testing

/// R12 of rlp-desk 0.11.1 beside the monitor of today, in the same scenes.
@Suite("The lifecycle monitor of rlp-desk 0.11.1")
struct RlpDeskMonitorTests {
  @Test("agrees with the one of today about a session that lives and one that was killed")
  func plain() {
    let scene = MonitorScene()
    let panes = scene.session("s1")
    _ = scene.session("other")
    #expect(scene.ask(isToday: false, name: "s1", panes).isAlive == true)
    let name = scene.text("s1")
    #expect(scene.ask(isToday: true, name: "s1", panes).verdict == .alive(sessionName: name))
    scene.tmux(.killSession(.exact(name)))
    #expect(scene.ask(isToday: false, name: "s1", panes).isAlive == false)
    #expect(scene.ask(isToday: true, name: "s1", panes).verdict == .dead(.sessionGone))
  }

  @Test("takes four seconds for its five, and the one of today one")
  func budget() {
    let scene = MonitorScene()
    let panes = scene.session("s1")
    scene.tmux(.killServer)
    let script = scene.ask(isToday: false, name: "s1", panes)
    #expect(script.isAlive == false)
    #expect((Interval.seconds(4)..<Interval.milliseconds(4_200)).contains(script.time))
    let today = scene.ask(isToday: true, name: "s1", panes)
    #expect(today.verdict == .dead(.serverGone))
    #expect((Interval.seconds(1)..<Interval.milliseconds(1_100)).contains(today.time))
  }

  @Test("waits for ever behind a stopped server")
  func stopped() {
    expectKnown("desk-monitor-stopped", runs: 5)
  }

  @Test("takes a session that only begins so for its own, and two such for a death")
  func prefixes() {
    expectKnown("desk-monitor-prefix", runs: 5)
  }

  @Test("takes strangers on a restarted server for its panes")
  func incarnations() {
    expectKnown("desk-monitor-restart", runs: 5)
  }

  @Test("does not look whose session a pane is in")
  func membership() {
    let scene = MonitorScene()
    let panes = scene.session("s10")
    let others = scene.session("s11")
    #expect(scene.ask(isToday: false, name: "s11", panes).isAlive == true)
    let mixed = DeskPanes(
      leader: panes.leader, worker: panes.worker,
      verifier: PaneReference(
        serverPid: panes.leader.serverPid, serverStart: panes.leader.serverStart,
        session: panes.leader.session, window: panes.leader.window, pane: others.verifier.pane,
        panePid: others.verifier.panePid))
    #expect(scene.ask(isToday: false, name: "s10", mixed).isAlive == true)
    #expect(scene.ask(isToday: true, name: "s10", mixed).verdict == .dead(.paneGone))
  }

  @Test("calls it a death when calls fail, though nothing died")
  func errors() {
    expectKnown("desk-monitor-errors", runs: 5)
  }

  @Test("finds dead by its name a session that was only given another one")
  func renamed() {
    expectKnown("desk-monitor-renamed", runs: 5)
  }
}
