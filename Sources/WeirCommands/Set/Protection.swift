internal import ControlGroups
internal import Limits
internal import ProcessIO

/// The protected groups of this machine.
enum Protection {
  /// Finds them: slices are listed, and nothing else is opened, however many groups there are.
  static func list(_ hierarchy: Hierarchy) throws -> Protect {
    let user = hierarchy.calls.user
    var groups: [GroupPath] = []
    var buffer: [UInt8] = []
    var holders = [try hierarchy.rootGroup()]
    while let holder = holders.popLast() {
      // One that is gone by now holds nothing.
      for (name, _) in (try? holder.childEntries(&buffer)) ?? [] {
        let path = holder.path.appending(name)
        groups.append(path)
        if Protect.mayHold(path, user: user), let child = try? holder.openChild(name) { holders.append(child) }
      }
    }
    return Protect(
      groups: groups, own: try? hierarchy.path(ofProcess: nil), sessions: sessions(hierarchy), user: user)
  }

  /// The login that weir was started from, as the environment and the kernel's audit know it: logind takes the number of
  /// its session from the latter, which `sudo` and `su` leave as it is.
  private static func sessions(_ hierarchy: Hierarchy) -> [String] {
    if hierarchy.kind == .copy { return [] }
    let audited = hierarchy.proc("self/sessionid").map { String(decoding: $0, as: UTF8.self) }
    return [Environment["XDG_SESSION_ID"], audited].compactMap { $0 }.filter { !$0.isEmpty && $0 != "4294967295" }
  }
}
