internal import ControlGroups
internal import GroupMetrics

/// A query as it was typed behind `-w`.
enum StatQuery {
  /// What is wrong with it is shown with a caret under it.
  static func selector(_ typed: String) throws -> Selector {
    let text = ByteText(typed)
    do throws(QueryFault) { return try Selector(text) } catch {
      Complaint.say("-w: \(error.message)")
      let lines = error.marked(in: text).split(separator: "\n", omittingEmptySubsequences: false)
      StandardOutput.shared.complain(Array(lines.map { "  \($0)\n" }.joined().utf8))
      throw Complaint.silently(.usage)
    }
  }
}
