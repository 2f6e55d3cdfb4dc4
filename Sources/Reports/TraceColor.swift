/// A colour that a viewer knows by name.
///
/// Viewers refuse any other name. Each of these is one of the reserved names of Trace Viewer's
/// colour scheme; its misspelled one is left out, and so is white, which cannot be seen. A viewer
/// may choose colours of its own nevertheless.
public enum TraceColor: String, CaseIterable, Sendable {
  /// The states of a thread.
  case threadUninterruptible = "thread_state_uninterruptible"
  /// Waiting for input or output.
  case threadWaiting = "thread_state_iowait"
  /// Running.
  case threadRunning = "thread_state_running"
  /// Ready to run.
  case threadRunnable = "thread_state_runnable"
  /// Asleep.
  case threadSleeping = "thread_state_sleeping"
  /// In no known state.
  case threadUnknown = "thread_state_unknown"
  /// Turquoise.
  case backgroundDump = "background_memory_dump"
  /// Dark blue.
  case lightDump = "light_memory_dump"
  /// Violet.
  case detailedDump = "detailed_memory_dump"
  /// Blue.
  case highlight = "vsync_highlight_color"
  /// Dark grey.
  case work = "generic_work"
  /// Dark green.
  case good
  /// Ochre.
  case bad
  /// Dark red.
  case terrible
  /// Black.
  case black
  /// Light grey.
  case grey
  /// Yellow.
  case yellow
  /// Olive.
  case olive
  /// Bright blue.
  case response = "rail_response"
  /// Bright red.
  case animation = "rail_animation"
  /// Orange.
  case idle = "rail_idle"
  /// Bright green.
  case load = "rail_load"
  /// Dark yellow.
  case startup
  /// Grey.
  case stackFrame = "heap_dump_stack_frame"
  /// Blue.
  case objectType = "heap_dump_object_type"
  /// Brown.
  case childArrow = "heap_dump_child_node_arrow"
  /// Pale yellow.
  case buildRunning = "cq_build_running"
  /// Pale green.
  case buildPassed = "cq_build_passed"
  /// Pale red.
  case buildFailed = "cq_build_failed"
  /// Silver.
  case buildAbandoned = "cq_build_abandoned"
  /// Fresh green.
  case attemptPassed = "cq_build_attempt_passed"
  /// Red.
  case attemptFailed = "cq_build_attempt_failed"
}
