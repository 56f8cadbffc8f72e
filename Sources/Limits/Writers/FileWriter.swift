internal import ControlGroups
internal import Synchronization

/// Writes into the group's file.
struct FileWriter: StepWriter {
  private let step: Step
  private let group: ControlGroup

  init(_ step: Step, _ group: ControlGroup) {
    self.step = step
    self.group = group
  }

  func write() async throws { try put(step.new) }

  func revert() async throws {
    guard Current.text(step.file, step.key, of: group) != step.old else { return }
    // The one form without a key that may be empty is a list of CPUs or nodes.
    try put(
      step.old.isEmpty
        ? step.key.map { Current.reset(step.file, key: $0) } ?? "" : Current.writable(step.file, step.old))
    if let weight = step.lostWeight { _ = try group.write(named: "cpu.weight", text: ByteText(weight)) }
  }

  private func put(_ text: String) throws { _ = try group.write(named: step.file, text: ByteText(text)) }
}
