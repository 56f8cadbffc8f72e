internal import ControlGroups

/// The changes of a plan, as they come to the files: of a file by key one for each line, whatever was asked of it.
struct AskedChanges {
  /// In the order that they were asked for.
  private(set) var changes: [Change] = []

  init(_ asked: [Change]) {
    for change in asked {
      guard let text = change.text, let key = Current.key(in: text, of: change.file) else {
        changes.append(change)
        continue
      }
      let place = changes.firstIndex {
        $0.group == change.group && $0.file == change.file
          && $0.text.flatMap { Current.key(in: $0, of: change.file) } == key
      }
      guard let place, let earlier = changes[place].text else {
        changes.append(change)
        continue
      }
      // io.max=/dev/vda,rbps=1M io.max=/dev/vda,wbps=2M: each write of the line would take the other's value away.
      changes[place].text = Current.joined(change.file, key: key, earlier, text)
      changes[place].hasUnit = changes[place].hasUnit || change.hasUnit
    }
  }

  /// The changes of a file of a group.
  private func of(_ file: String, _ group: GroupPath) -> [Change] {
    changes.filter { $0.group == group && $0.file == file }
  }

  /// A text with all the others for the same file of the group: a manager takes a list of devices whole.
  func whole(_ change: Change, _ text: String) -> String {
    guard Current.isByKey(change.file), change.text != nil else { return text }
    return of(change.file, change.group).compactMap(\.text).joined(separator: "\n")
  }

  /// Whether all keys of a file that have a line are among those asked for; a default is no device's.
  func covers(_ keys: [String], _ file: String, of group: GroupPath) -> Bool {
    let own = of(file, group).compactMap { $0.text.flatMap { Current.key(in: $0, of: file) } }
    return keys.allSatisfy { $0 == "default" || own.contains($0) }
  }

  /// Whether a file of a group is asked for by itself.
  func names(_ file: String, of group: GroupPath) -> Bool { !of(file, group).isEmpty }

  /// What becomes of memory.swap.max.
  var swapMax: [GroupPath: String] {
    Dictionary(
      changes.compactMap { change in
        change.file == "memory.swap.max" ? change.text.map { (change.group, $0) } : nil
      }, uniquingKeysWith: { $1 })
  }
}
