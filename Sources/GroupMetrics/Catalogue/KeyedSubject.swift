/// What the lines of a keyed file are of.
package enum KeyedSubject: String, Sendable {
  /// A whole disk, by its numbers in the file and by the kernel's name in a label.
  case disk
  /// A device that the file names (rdma).
  case device
  /// A resource of the machine (misc).
  case resource
  /// A region of a device's memory (dmem).
  case region

  /// The label that tells one from another.
  package var label: String { self == .disk ? Self.device.rawValue : rawValue }
}
