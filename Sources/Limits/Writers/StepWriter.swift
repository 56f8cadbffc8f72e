/// One way of writing, with what takes it back.
protocol StepWriter: Sendable {
  /// Writes.
  func write() async throws
  /// Puts back what was there; harmless where nothing was written.
  func revert() async throws
}
