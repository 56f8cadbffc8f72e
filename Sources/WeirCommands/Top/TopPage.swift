internal import ContainerIdentity
internal import ControlGroups
internal import TerminalUI

/// What the page of one group shows beside its figures: files and processes, read when they are asked for.
struct TopPage {
  private let hierarchy: Hierarchy
  private let accounts: Accounts
  /// Processes that are named; of the others there is the count.
  private static let most = 500
  /// Bytes of a file that are shown. What has more than that is a list of devices or processes, and is said to go on.
  private static let length = 16 << 10
  /// The files that list processes, which stand on the page anyway.
  private static let lists: Set<String> = ["cgroup.procs", "cgroup.threads"]
  /// Bytes of those.
  private static let listLength = 200

  init(_ hierarchy: Hierarchy) {
    self.hierarchy = hierarchy
    accounts = Accounts(Host(of: hierarchy).bytes("/etc/passwd") ?? [])
  }

  /// The facts of one incarnation; none of its files or processes where it is gone.
  func facts(_ path: GroupPath, inode: UInt64) -> PageFacts {
    guard let group = try? hierarchy.group(path), group.id == inode || hierarchy.kind == .copy else {
      return PageFacts(path: path)
    }
    let all = (try? FileSelection([]).names(in: group, effective: false)) ?? []
    // Their content stands below them anyway, and has many lines.
    let names = all.filter { !Self.lists.contains($0.file) } + all.filter { Self.lists.contains($0.file) }
    let (processes, count) = processes(group)
    return PageFacts(path: path, files: names.map { file($0.file, group) }, processes: processes, processCount: count)
  }

  private func file(_ name: String, _ group: ControlGroup) -> PageFacts.File {
    var file = PageFacts.File(
      name: name, value: "", isWritable: InterfaceTable.entry(named: name)?.row.isWritable ?? false)
    var buffer: [UInt8] = []
    do throws(ControlGroupError) {
      let count = try group.read(named: name, into: &buffer)
      file.value = Self.oneLine(
        buffer[..<count], atMost: Self.lists.contains(name) ? Self.listLength : Self.length)
    } catch {
      file.absence = error.absence?.meaning ?? error.message
      return file
    }
    guard let value = try? group.effective(name), value.devices == nil else { return file }
    if let setter = value.setBy, setter != group.path {
      file.effective = GetText.text(value.value)
      file.setBy = ByteText(setter.bytes)
    }
    return file
  }

  /// Whole lines with `; ` between them, up to so many bytes; then how many more there are.
  static func oneLine(_ bytes: ArraySlice<UInt8>, atMost most: Int) -> String {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    var left = most
    // The first is whole in any case.
    let shown = lines.prefix { line in
      defer { left -= line.count + 2 }
      return left == most || line.count <= left
    }
    let text = shown.map { ByteText(Array($0)).description }.joined(separator: "; ")
    let hidden = lines.count - shown.count
    return hidden == 0 ? text : "\(text); and \(hidden) more line\(hidden == 1 ? "" : "s")"
  }

  private func processes(_ group: ControlGroup) -> ([PageFacts.Process], Int) {
    var found: [PageFacts.Process] = []
    var count = 0
    var buffer = [UInt8](repeating: 0, count: 4096)
    var walk = group.walk()
    while let step = walk.next() {
      guard let here = step.group, let list = try? here.core.procs.read() else { continue }
      let below = ByteText(Array(here.path.bytes.dropFirst(group.path.bytes.count)))
      for id in list.ids {
        count += 1
        guard found.count < Self.most else { continue }
        let command = hierarchy.command(ofProcess: id, &buffer).text ?? ""
        let user = hierarchy.user(ofProcess: id).map { accounts[$0]?.name ?? ByteText("\($0)") } ?? ""
        found.append(PageFacts.Process(id: id, command: command, user: user, below: below))
      }
    }
    return (found, count)
  }
}
