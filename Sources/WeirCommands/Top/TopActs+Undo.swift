internal import ControlGroups
internal import Limits
internal import Synchronization
internal import TerminalUI

/// Taking back what was changed, the last first. What can never be taken back stands in nobody's way.
extension TopActs {
  /// A change that can be undone.
  struct Undoable: Sendable {
    let undo: Undo
    /// `memory.max of docker:web`.
    let what: String
    /// What undoing it puts back, a line each.
    let lines: [String]
    /// Whether undoing it failed before.
    var hasFailed = false
  }

  /// Puts back the last change of limits.
  ///
  /// A change is given up where nothing of it is left, and where undoing it failed twice: the one before is next.
  func undo() -> Outcome {
    guard let last = undos.withLock({ $0.last }) else { return outcome("no change of this session is left to undo") }
    let undo = last.undo
    let fates = undo.groups.sorted { $0.key < $1.key }.compactMap { path, id in
      fate(of: path, id).map { (path: path, word: $0) }
    }
    let sentences = fates.map { "\($0.path) \($0.word)" }.joined(separator: ", ")
    if fates.count == undo.groups.count {
      forgetLast()
      return outcome("\(last.what) cannot be undone any more: \(sentences)\(next)", isFailure: true)
    }
    do {
      let lost = Set(fates.map(\.path))
      for part in undo.parts.compactMap({ $0.without(lost) }) { try putBack(part, isDirect: undo.isDirect) }
      // Not before: what failed can be tried again.
      forgetLast()
      return outcome("\(last.what) is as before" + (fates.isEmpty ? "" : "; but \(sentences)"))
    } catch { return failed(last, Self.sentence(error)) }
  }

  private func putBack(_ part: Undo.Part, isDirect: Bool) throws {
    var admitted = Planner.Admitted()
    // What stood there before was nobody's mistake now.
    admitted.protected = try Protection.list(hierarchy).names
    admitted.safety.oom = true
    admitted.safety.stall = true
    admitted.foreign = true
    var options = Router.Options()
    options.direct = isDirect
    options.persistent = part.isPersistent
    let setting = Setting(
      hierarchy: hierarchy, options: options, admitted: admitted, usesNames: usesNames, isInteractive: false)
    _ = try Waiting.result { try await setting.apply(setting.plan(part.changes, while: part.held, settles: false)) }
  }

  /// The first time it is kept, to be tried again; the second time the changes before it count more.
  private func failed(_ last: Undoable, _ why: String) -> Outcome {
    guard last.hasFailed else {
      undos.withLock { undos in
        if !undos.isEmpty { undos[undos.count - 1].hasFailed = true }
      }
      return outcome(
        "\(last.what) is not undone: \(why); X tries again, and gives it up if that fails", isFailure: true)
    }
    forgetLast()
    return outcome("\(last.what) is given up, and stays as it is: \(why)\(next)", isFailure: true)
  }

  /// Why a group cannot be given anything back; nil where it can, or where trying will tell.
  private func fate(of path: GroupPath, _ id: UInt64) -> String? {
    do throws(ControlGroupError) {
      return try hierarchy.group(path).id == id ? nil : "was made anew"
    } catch {
      switch error {
      case .noGroup, .vanished: return "is gone"
      default: return nil
      }
    }
  }

  /// What X does next.
  private var next: String {
    undos.withLock { $0.last.map { "; X now undoes \($0.what)" } ?? "" }
  }

  private func forgetLast() { undos.withLock { _ = $0.popLast() } }
}
