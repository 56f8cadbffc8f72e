internal import ControlGroups
internal import TerminalUI

/// What is known before anything is tried: which files there are, and what this user may do with them.
extension TopActs {
  /// The interface files that all of these groups have; nil where one of the groups is not there any more.
  func files(of targets: [Act.Target]) -> [String]? {
    var common: [String]?
    for target in targets {
      guard let names = try? open(target).fileNames().map(\.description) else { return nil }
      let had = Set(names)
      common = common?.filter(had.contains) ?? names
    }
    return common
  }

  /// What stands against an act, of the first group where something does: a file that is not there, or a right that this
  /// user has not. Nil where nothing is known to.
  func obstacle(_ act: Act) throws -> String? {
    for target in act.targets {
      let group = try open(target)
      let obstacle =
        switch act.what {
        case .set: String?.none
        case .freeze, .thaw: toFreezing(group)
        case .signal(9): toKilling(group)
        case .signal(let number): toSignal(number, group, target.name)
        case .reclaim: Self.obstacle("memory.reclaim", group).map(Self.sentence)
        }
      if let obstacle { return obstacle }
    }
    return nil
  }

  private static func obstacle(_ file: String, _ group: ControlGroup) -> ControlGroupError? {
    InterfaceTable.entry(named: file).flatMap { group.obstacle(toWriting: $0.row, $0.controller) }
  }

  private func toFreezing(_ group: ControlGroup) -> String? {
    guard let obstacle = Self.obstacle("cgroup.freeze", group) else { return nil }
    if case .refused = obstacle {
      // Its manager freezes a unit's group, and polkit says who may ask for that: only trying tells.
      do { if try OwningUnit.of(group) != nil { return nil } } catch { return nil }
    }
    return Self.sentence(obstacle)
  }

  private func toKilling(_ group: ControlGroup) -> String? {
    guard let obstacle = Self.obstacle("cgroup.kill", group) else { return nil }
    // Kernels before 5.14 have no such file: then processes are killed one by one.
    if case .absent(_, _, .kernelLacks, _) = obstacle { return nil }
    return Self.sentence(obstacle)
  }

  private func toSignal(_ number: Int32, _ group: ControlGroup, _ name: ByteText) -> String? {
    let (refused, all) = Self.deaf(to: number, group)
    guard all > 0, refused == all else { return nil }
    let processes = all == 1 ? "its process" : "any of its \(all) processes"
    return "\(name): this user may not send a signal to \(processes); run it as root"
  }

  /// How many processes of a group, of all, this user may not send a signal.
  static func deaf(to number: Int32, _ group: ControlGroup) -> (count: Int, all: Int) {
    let members = group.members().filter { $0 > 1 }
    // SIGCONT is taken from whoever is in the same session: only trying tells.
    return number == 18 ? (0, members.count) : (members.count { !group.hierarchy.calls.maySignal($0) }, members.count)
  }
}
