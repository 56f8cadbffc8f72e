internal import ControlGroups

/// A delegated group made ready for children: its processes in a leaf, every controller it has enabled below.
enum Leaf {
  /// What the leaf is called.
  static let name: ByteText = "weir-leaf"

  static func settle(_ group: ControlGroup) throws {
    let leaf = try group.create(name)
    for process in try group.core.procs.read().ids where process > 0 { _ = try leaf.move(process: process) }
    let offered = try group.core.controllers.read().words
    let controllers = offered.compactMap { Controller(rawValue: $0.description) }
    if !controllers.isEmpty { try group.enable(controllers) }
  }
}
